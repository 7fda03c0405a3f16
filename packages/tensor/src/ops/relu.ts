import { record } from '../autograd/tape/graph'
import { checkCount } from '../core/check-call'
import type { Tensor } from '../core/tensor'
import type { DTypeIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { binary, unary } from './elementwise'
import { toTensor } from './operand'

/** max(x, 0), NaN staying NaN. The derivative is 1 where x > 0, else 0, also at 0 itself. */
export function relu<X extends Operand>(x: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function relu(x: Operand): Tensor {
  checkCount('relu', arguments.length, 1)
  const input = toTensor('relu', x)
  const out = unary('relu', input)
  return record('relu', out, [input], [(g) => reluGradient(g, out)])
}

/** `gradient` where the output of the ReLU was positive, else 0. Linear in `gradient`. */
export function reluGradient(gradient: Tensor, output: Tensor): Tensor {
  const out = binary('reluGradient', gradient, output, gradient.dtype)
  return record('reluGradient', out, [gradient], [(g) => reluGradient(g, output)])
}
