import { checkCall } from '../checks'
import { rowsCheck, toRows } from './rows'
import type { Sampler } from './sampler'

/** Every row once, in a new order each epoch; a number stands for that many rows from 0 on. */
export function randomSampler(rows: number | ArrayLike<number>): Sampler {
  checkCall('randomSampler', arguments, { rows: rowsCheck })
  const all = toRows(rows)
  return {
    size: all.length,
    order(generator) {
      const order = generator.permutation(all.length).data
      for (let i = 0; i < order.length; i++) order[i] = all[order[i]]
      return order
    },
  }
}
