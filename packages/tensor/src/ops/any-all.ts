import type { Tensor } from '../tensor'
import { astype } from './astype'
import { planReduction, type ReduceOptions, reduce } from './reduction'

/** Whether any element over axes is true, or not 0; false for none. */
export function any(x: Tensor, options: ReduceOptions = {}): Tensor<'bool'> {
  return reduce('any', astype(x, 'bool'), planReduction('any', x, options), 'bool')
}

/** Whether every element over axes is true, or not 0; true for none. */
export function all(x: Tensor, options: ReduceOptions = {}): Tensor<'bool'> {
  return reduce('all', astype(x, 'bool'), planReduction('all', x, options), 'bool')
}
