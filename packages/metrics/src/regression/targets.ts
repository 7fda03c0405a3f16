import { LengthError } from '../errors'
import { checkCount } from '../input/checks'
import { type Numbers, requireFinite, requireSameLength } from '../input/numbers'
import { isTensorLike, type Values } from '../input/values'

/**
 * The numbers of both, of tensors of one shape too; throws unless they are finite, one of each per sample.
 *
 * @param values the arguments of `update`
 */
export function requireTargets(
  operation: string,
  values: ArrayLike<unknown>,
): [targets: Numbers, predictions: Numbers] {
  checkCount(operation, values, 2)
  const [targets, predictions] = [values[0], values[1]] as [Values, Values]
  const given = flatNumbers(targets)
  const found = flatNumbers(predictions)
  requireFinite(operation, 'targets', given)
  requireFinite(operation, 'predictions', found)
  requireSameLength(operation, ['targets', 'predictions'], given, found)
  requireSameShape(operation, targets, predictions)
  return [given, found]
}

function flatNumbers(values: Values): Numbers {
  return isTensorLike(values) ? values.toTypedArray() : values
}

/** Elements of two tensors belong together only where their shapes are the same. */
function requireSameShape(operation: string, targets: Values, predictions: Values): void {
  if (!isTensorLike(targets) || !isTensorLike(predictions)) return
  const shapes = [targets, predictions].map(({ shape }) => `[${shape.join(', ')}]`)
  if (shapes[0] === shapes[1]) return
  throw new LengthError(
    `${operation}: targets and predictions differ in shape: ${shapes[0]} against ${shapes[1]}`,
  )
}
