import { callProblem, countProblem, describe, type Signature } from '@handwritten/checks'
import { isDType } from './dtype'
import { DTypeError, ValueError } from './errors'

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

/**
 * Checks the number of arguments alone, for operations that check each of them themselves.
 * @throws ValueError for more than `most`.
 */
export function checkCount(operation: string, found: number, most: number): void {
  if (found > most) throw new ValueError(`${operation}: ${countProblem(found, most)}`)
}

/** @throws DTypeError unless it is the name of a dtype. */
export function checkDType(operation: string, dtype: unknown): void {
  if (!isDType(dtype)) {
    throw new DTypeError(
      `${operation}: expected float32, float64, int32, uint8 or bool, found ${describe(dtype)}`,
    )
  }
}
