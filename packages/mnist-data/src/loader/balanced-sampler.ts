import { either, optional, options } from '@handwritten/checks'
import { type Generator, Tensor } from '@handwritten/tensor'
import { checkCall, numbersCheck, someNumber, tensorCheck } from '../checks'
import { rowsByClass } from '../dataset/rows-by-class'
import { ValueError } from '../errors'
import type { Sampler } from './sampler'

/** Options of `balancedSampler`. */
export interface BalancedSamplerOptions {
  /** Rows of each class in an epoch. Default the mean number of rows of a class, rounded down. */
  perClass?: number
}

const balancedArguments = {
  labels: /* @__PURE__ */ either(tensorCheck, numbersCheck),
  options: /* @__PURE__ */ optional(options<BalancedSamplerOptions>({ perClass: someNumber })),
}

/**
 * As many rows of each class as of any other, in random order. Rows of a small class come again
 * only when all of its rows have been served. `labels` are those of all rows, such as `dataset.labels`.
 */
export function balancedSampler(
  labels: ArrayLike<number> | Tensor,
  options: BalancedSamplerOptions = {},
): Sampler {
  checkCall('balancedSampler', arguments, balancedArguments)
  const numbers = labels instanceof Tensor ? labels.toTypedArray() : labels
  const groups = [...rowsByClass(numbers).values()]
  const { perClass = Math.floor(numbers.length / Math.max(groups.length, 1)) } = options
  if (!Number.isSafeInteger(perClass) || perClass < 0) {
    throw new ValueError(`balancedSampler: perClass must be a whole number, found ${perClass}`)
  }
  return {
    size: perClass * groups.length,
    order: (generator) => {
      const chosen = groups.flatMap((rows) => draw(rows, perClass, generator))
      return generator.permutation(chosen.length).data.map((place) => chosen[place])
    },
  }
}

/** `count` of the rows: whole shuffled rounds, then the beginning of one more. */
function draw(rows: readonly number[], count: number, generator: Generator): number[] {
  const drawn: number[] = []
  while (drawn.length < count) {
    const round = generator.permutation(rows.length).data
    for (let i = 0; i < rows.length && drawn.length < count; i++) drawn.push(rows[round[i]])
  }
  return drawn
}
