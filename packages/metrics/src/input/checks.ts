import { callProblem, type Signature } from '@handwritten/checks'
import { InputError, OptionError } from '../errors'

/**
 * Checks the arguments of a call, `arguments` in its body, in their order.
 *
 * @throws OptionError that names the class or function and the option or argument.
 */
export function checkCall(
  operation: string,
  values: ArrayLike<unknown>,
  signature: Signature,
): void {
  const problem = callProblem(values, signature)
  if (problem !== undefined) throw new OptionError(`${operation}: ${problem}`)
}

/**
 * Refuses arguments that a method does not take.
 *
 * @throws InputError
 */
export function checkCount(operation: string, values: ArrayLike<unknown>, most: number): void {
  if (values.length <= most) return
  throw new InputError(
    `${operation}: expected at most ${most} ${most === 1 ? 'argument' : 'arguments'}, got ${values.length}`,
  )
}
