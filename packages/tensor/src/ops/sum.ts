import { record } from '../autograd/graph'
import type { Tensor } from '../tensor'
import { broadcastTo } from './broadcast-to'
import { asWide } from './operand'
import { planReduction, type ReduceOptions, reduce } from './reduction'
import { reshape } from './reshape'

/**
 * The sum over axes; 0 where there is nothing to sum. Integers and bool are summed in int32.
 * Every element counts once: dL/dx is dL/dy, stretched back over the reduced axes.
 */
export function sum(x: Tensor, options: ReduceOptions = {}): Tensor {
  const input = asWide(x)
  const plan = planReduction('sum', input, options)
  const out = reduce('sum', input, plan, input.dtype)
  return record('sum', out, [input], [(g) => broadcastTo(reshape(g, plan.kept), input.shape)])
}
