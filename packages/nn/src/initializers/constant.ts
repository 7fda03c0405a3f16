import { full } from '@handwritten/tensor'
import type { Initializer } from './initializer'

/** Every element is `value`. */
export function constant(value: number): Initializer {
  return (shape, { dtype = 'float32' } = {}) => full(shape, value, { dtype })
}
