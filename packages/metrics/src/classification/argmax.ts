import { anything } from '@handwritten/checks'
import { LengthError } from '../errors'
import { checkCall } from '../input/checks'
import type { Numbers } from '../input/numbers'
import { type ClassesOptions, classesArguments, integerOption } from '../input/options'
import { flattenScores, type Scores } from '../input/scores'

const argmaxArguments = { scores: /* @__PURE__ */ anything<Scores>(), ...classesArguments }

/**
 * The class of the highest score of each sample, as int32 [n]; the lowest class number among equal
 * scores. `scores` are [n, classes], probabilities or logits.
 *
 * @throws LengthError, NotFiniteError
 */
export function argmax(scores: Scores, options: ClassesOptions): Int32Array {
  checkCall('argmax', arguments, argmaxArguments)
  const classes = integerOption('argmax', 'classes', options.classes, 1)
  const flat = flattenScores('argmax', scores, classes)
  if (flat.length % classes !== 0) {
    throw new LengthError(
      `argmax: ${flat.length} scores are no whole rows of ${classes} classes; ` +
        'pass one score per sample and class',
    )
  }
  return Int32Array.from({ length: flat.length / classes }, (_, sample) =>
    highest(flat.subarray(sample * classes, (sample + 1) * classes)),
  )
}

/** The index of the first highest number. */
export function highest(row: Numbers): number {
  let best = 0
  for (let i = 1; i < row.length; i++) if (row[i] > row[best]) best = i
  return best
}
