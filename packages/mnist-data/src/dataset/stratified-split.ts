import { integer, listOf, optional, options } from '@handwritten/checks'
import { Generator } from '@handwritten/tensor'
import { checkCall, datasetCheck, generatorCheck, someNumber } from '../checks'
import { ValueError } from '../errors'
import type { ImageDataset } from './image-dataset'
import { rowsByClass } from './rows-by-class'
import { subset } from './subset'

/** Where the split draws from. */
export interface StratifiedSplitOptions {
  /** Default 0. */
  seed?: number
  /** In place of `seed`. */
  generator?: Generator
}

const splitArguments = {
  dataset: datasetCheck,
  fractions: /* @__PURE__ */ listOf(someNumber),
  options: /* @__PURE__ */ optional(
    options<StratifiedSplitOptions>({ seed: integer, generator: generatorCheck }),
  ),
}

/**
 * Cuts a set at random into parts of the given fractions, which sum to at most 1, so that each part
 * holds the same share of every class, to within one image. Parts keep the order of the set.
 */
export function stratifiedSplit(
  dataset: ImageDataset,
  fractions: readonly number[],
  options: StratifiedSplitOptions = {},
): ImageDataset[] {
  checkCall('stratifiedSplit', arguments, splitArguments)
  const { seed = 0, generator = new Generator(seed) } = options
  const ends = cumulative(fractions)
  const parts: number[][] = fractions.map(() => [])
  for (const rows of rowsByClass(dataset.labels.toTypedArray()).values()) {
    const order = generator.permutation(rows.length).data
    order.forEach((place, i) => {
      const part = ends.findIndex((end) => i < Math.round(end * rows.length))
      if (part !== -1) parts[part].push(rows[place])
    })
  }
  return parts.map((rows, part) => {
    rows.sort((a, b) => a - b)
    return subset(dataset, rows, `${dataset.name}, part ${part + 1} of ${parts.length}`)
  })
}

function cumulative(fractions: readonly number[]): number[] {
  let sum = 0
  const ends = fractions.map((fraction) => {
    sum += fraction
    return sum
  })
  if (!fractions.every((fraction) => fraction >= 0) || sum > 1 + 1e-9) {
    throw new ValueError(
      `stratifiedSplit: fractions must be 0 or more and sum to at most 1, found ${fractions.join(', ')}`,
    )
  }
  return ends
}
