import { checkCall } from '../checks'
import { rowsCheck, toRows } from './rows'
import type { Sampler } from './sampler'

/** Every row once, in the order given; a number stands for that many rows from 0 on. */
export function sequentialSampler(rows: number | ArrayLike<number>): Sampler {
  checkCall('sequentialSampler', arguments, { rows: rowsCheck })
  const order = toRows(rows)
  return { size: order.length, order: () => order }
}
