import { LengthError, ProbabilityError } from '../errors'
import { requireLabels } from './labels'
import { type Numbers, requireArray, requireFinite, requireSameLength } from './numbers'

/**
 * One score per sample and class: flat in row-major order, `samples * classes` numbers, or one
 * array of `classes` numbers per sample.
 */
export type Scores = Numbers | ArrayLike<Numbers>

/** How far outside 0 to 1 a probability may lie: the rounding of a float32 softmax. */
const probabilitySlack = 1e-6

/**
 * Checks labels and their scores. Gives the scores flat, row-major [samples, classes]: in float32
 * if they came so, else in float64.
 */
export function readScores(
  operation: string,
  labels: Numbers,
  scores: Scores,
  classes: number,
): Float32Array | Float64Array {
  requireLabels(operation, 'labels', labels, classes)
  const flat = flattenScores(operation, scores, classes)
  if (flat.length === labels.length * classes) return flat
  throw new LengthError(
    `${operation}: scores hold ${flat.length} numbers, expected ${labels.length * classes} ` +
      `(${labels.length} labels x ${classes} classes); pass one score per sample and class`,
  )
}

/** Checks as `readScores` does, and that every score is a probability. */
export function readProbabilities(
  operation: string,
  labels: Numbers,
  probabilities: Scores,
  classes: number,
): Float32Array | Float64Array {
  const flat = readScores(operation, labels, probabilities, classes)
  const wrong = flat.findIndex((p) => p < -probabilitySlack || p > 1 + probabilitySlack)
  if (wrong === -1) return flat
  throw new ProbabilityError(
    `${operation}: the probability of sample ${Math.floor(wrong / classes)}, ` +
      `class ${wrong % classes} must lie between 0 and 1, got ${flat[wrong]}; ` +
      'put logits through a softmax first',
  )
}

/** Checks that scores are finite numbers, rows of `classes` where they come in rows. */
export function flattenScores(
  operation: string,
  scores: Scores,
  classes: number,
): Float32Array | Float64Array {
  requireArray(operation, 'scores', scores)
  if (!isRows(scores)) {
    requireFinite(operation, 'scores', scores)
    return scores instanceof Float32Array ? scores : new Float64Array(scores)
  }
  const isFloat32 = Array.from(scores).every((row) => row instanceof Float32Array)
  const flat = new (isFloat32 ? Float32Array : Float64Array)(scores.length * classes)
  for (let i = 0; i < scores.length; i++) {
    const name = `scores[${i}]`
    requireFinite(operation, name, scores[i])
    requireSameLength(operation, [name, 'the classes'], scores[i], { length: classes })
    flat.set(scores[i], i * classes)
  }
  return flat
}

function isRows(scores: Scores): scores is ArrayLike<Numbers> {
  return scores.length > 0 && typeof scores[0] === 'object'
}
