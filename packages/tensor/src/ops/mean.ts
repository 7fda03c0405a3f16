import type { Tensor } from '../tensor'
import { divide } from './arithmetic'
import { asFloat } from './operand'
import { planReduction, type ReduceOptions } from './reduction'
import { sum } from './sum'

/** The sum over axes divided by how many there are; NaN for none. Integers give float64. */
export function mean(x: Tensor, options: ReduceOptions = {}): Tensor {
  const input = asFloat(x)
  const { count } = planReduction('mean', input, options)
  return divide(sum(input, options), count)
}
