import { type Check, callProblem, check, either, listOf, type Signature } from '@handwritten/checks'
import { ValueError } from './errors'
import type { Axes } from './shape'
import { Tensor } from './tensor'

/**
 * Checks the arguments of a call of an exported function, `arguments` in its body, in their order.
 * @throws ValueError that names the operation and the argument or option.
 */
export function checkCall(
  operation: string,
  values: ArrayLike<unknown>,
  signature: Signature,
): void {
  const problem = callProblem(values, signature)
  if (problem !== undefined) throw new ValueError(`${operation}: ${problem}`)
}

export const tensorCheck: Check<Tensor> = check(
  'a tensor (make arrays into tensors with tensor(...))',
  (value) => value instanceof Tensor,
)

/** Accepts every number: `normalizeAxis` throws an AxisError for those that are no axis. */
const axisCheck: Check<number> = check('an axis', (value) => typeof value === 'number')

/** An axis or a list of axes. */
export const axesCheck: Check<Axes> = either(axisCheck, listOf(axisCheck))
