import { InputError } from '../errors'
import type { Numbers } from './numbers'

/** What is used of a tensor, such as one of `@handwritten/tensor`. */
export interface TensorLike {
  readonly shape: readonly number[]
  /** A copy of the elements in row-major order. */
  toTypedArray(): Numbers
}

/** Numbers by index, or a tensor of them. */
export type Values = Numbers | TensorLike

/** Whether a value is a tensor, of any copy of its package. */
export function isTensorLike(value: unknown): value is TensorLike {
  return (
    typeof value === 'object' &&
    value !== null &&
    'toTypedArray' in value &&
    typeof value.toTypedArray === 'function' &&
    'shape' in value &&
    Array.isArray(value.shape)
  )
}

/**
 * The numbers of an array as they are, or of a tensor [n].
 *
 * @throws InputError for a tensor of more axes.
 */
export function numbersOf(operation: string, name: string, values: Values): Numbers {
  if (!isTensorLike(values)) return values
  if (values.shape.length <= 1) return values.toTypedArray()
  throw new InputError(
    `${operation}: ${name} must be a tensor [n], got [${values.shape.join(', ')}]; ` +
      'reshape it, or take the class of each row with argmax',
  )
}
