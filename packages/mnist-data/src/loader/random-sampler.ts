import { toRows } from './rows'
import type { Sampler } from './sampler'

/** Every row once, in a new order each epoch; a number stands for that many rows from 0 on. */
export function randomSampler(rows: number | ArrayLike<number>): Sampler {
  const all = toRows(rows)
  return {
    size: all.length,
    order: (generator) => generator.permutation(all.length).data.map((place) => all[place]),
  }
}
