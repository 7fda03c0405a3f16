import { LengthError, ProbabilityError } from '../errors'
import { requireLabels } from './labels'
import { type Numbers, requireArray, requireFinite, requireSameLength } from './numbers'
import { isTensorLike, type TensorLike } from './values'

/**
 * One score per sample and class: flat in row-major order, `samples * classes` numbers, or one
 * array of `classes` numbers per sample, or a tensor [samples, classes].
 */
export type Scores = Numbers | ArrayLike<Numbers> | TensorLike

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
  if (isTensorLike(scores)) return flattenTensor(operation, scores, classes)
  requireArray(operation, 'scores', scores)
  if (!isRows(scores)) {
    requireFinite(operation, 'scores', scores)
    if (scores instanceof Float32Array) return scores
    return isFloat32(scores) ? new Float32Array(scores) : new Float64Array(scores)
  }
  const areFloat32 = Array.from(scores).every(isFloat32)
  const flat = new (areFloat32 ? Float32Array : Float64Array)(scores.length * classes)
  for (let i = 0; i < scores.length; i++) {
    const name = `scores[${i}]`
    requireFinite(operation, name, scores[i])
    requireSameLength(operation, [name, 'the classes'], scores[i], { length: classes })
    flat.set(scores[i], i * classes)
  }
  return flat
}

/** In row-major order; a tensor of another number of columns is of other classes, or transposed. */
function flattenTensor(
  operation: string,
  scores: TensorLike,
  classes: number,
): Float32Array | Float64Array {
  const { shape } = scores
  if (shape.length === 1 || (shape.length === 2 && shape[1] === classes)) {
    return flattenScores(operation, scores.toTypedArray(), classes)
  }
  throw new LengthError(
    `${operation}: scores must be a tensor [samples, ${classes}], got [${shape.join(', ')}]`,
  )
}

/** Of this realm or of another. */
function isFloat32(values: unknown): boolean {
  return Object.prototype.toString.call(values) === '[object Float32Array]'
}

function isRows(scores: Numbers | ArrayLike<Numbers>): scores is ArrayLike<Numbers> {
  return scores.length > 0 && typeof scores[0] === 'object'
}
