import { describe } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { isPromise } from '../autograd/tape/is-promise'
import { empty } from '../core/empty'
import { CaptureError } from '../core/errors'
import { Tensor } from '../core/tensor'

/** What a captured function may return: a tensor, or tensors by name. */
export type CaptureResult = Tensor | Readonly<Record<string, Tensor>>

/** The tensors of a result. @throws CaptureError when it holds anything else */
export function tensorsOf(result: CaptureResult): readonly Tensor[] {
  if (result instanceof Tensor) return [result]
  if (isPromise(result)) {
    throw new CaptureError(
      'capture: expected a synchronous function, found one that returns a promise',
    )
  }
  const isNamed = typeof result === 'object' && result !== null && !Array.isArray(result)
  const found: readonly unknown[] = isNamed ? Object.values(result) : [result]
  const tensors = found.filter((part) => part instanceof Tensor)
  if (tensors.length === found.length) return tensors
  throw new CaptureError(
    `capture: expected a function that returns a tensor, or tensors by name, found ${isNamed ? 'an object that holds something else' : nameOf(result)}`,
  )
}

/** The result as the caller gets it: it keeps no graph alive, and a gradient that comes to it is refused. */
export function outward<Result extends CaptureResult>(result: Result): Result {
  if (result instanceof Tensor) return ended(result) as typeof result
  return Object.fromEntries(
    Object.entries(result).map(([name, tensor]) => [name, ended(tensor)]),
  ) as Result
}

function ended(tensor: Tensor): Tensor {
  const outside = tensor.detach()
  if (!tensor.requiresGrad) return outside
  const inside = empty([0], 'float32')
  inside.requiresGrad = true
  return record('capture', outside, [inside], [refuse])
}

function refuse(): never {
  throw new CaptureError(
    'capture: gradients cannot flow into a captured function from outside; call backward inside it',
  )
}

function nameOf(value: unknown): string {
  return Array.isArray(value) ? 'an array' : describe(value)
}
