import { finite } from '@handwritten/checks'
import { full } from '@handwritten/tensor'
import { checkCall } from '../checks'
import { type Initializer, withDefaults } from './initializer'

/** Every element is `value`. */
export function constant(value: number): Initializer {
  checkCall('constant', arguments, { value: finite })
  return (...values) => {
    const { dtype } = withDefaults('constant', values)
    return full(values[0], value, { dtype })
  }
}
