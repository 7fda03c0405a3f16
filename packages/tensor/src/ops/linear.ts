import { oneOf, optional, options, orNull } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import type { Activation } from '../backend/backend'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { isFloat } from '../core/dtype'
import { empty } from '../core/empty'
import { DTypeError, ShapeError } from '../core/errors'
import { formatShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { linearKernel } from '../kernels/matmul'
import { isSparse } from '../sparse/csr'
import { cscMatmul, csrMatmul } from '../sparse/csr-matmul'
import type { DTypeIn } from '../types/dtypes'
import type { LinearIn, WeightFor } from '../types/products'
import { matmul } from './matmul'
import { matrixTranspose } from './permute-dims'
import { reluGradient } from './relu'
import { sum } from './sum'

export interface LinearOptions {
  /** Applied to the result within the same kernel. Default `'none'`. */
  activation?: Activation
}

const linearArguments = {
  x: tensorCheck,
  weight: tensorCheck,
  bias: optional(orNull(tensorCheck)),
  options: optional(options<LinearOptions>({ activation: oneOf('none', 'relu') })),
}

/**
 * y = activation(x W^T + b): x [n, inputs], weight [outputs, inputs], bias [outputs] -> [n, outputs].
 * The weight may be stored either way round in memory; its gradient comes stored the same way.
 *
 * With z_ij = sum_k x_ik W_jk + b_j, and dL/dz = dL/dy where a ReLU let it through:
 * dL/dx = dL/dz W,  dL/dW = (dL/dz)^T x,  dL/db_j = sum_i dL/dz_ij.
 * @throws ShapeError, DTypeError when the tensors do not fit each other.
 */
export function linear<X extends Tensor, W extends Tensor>(
  x: X,
  weight: WeightFor<X, W>,
  bias?: Tensor | null,
  options?: LinearOptions,
): Tensor<DTypeIn<X>, LinearIn<X, W>>
export function linear(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  options: LinearOptions = {},
): Tensor {
  checkCall('linear', arguments, linearArguments)
  const { activation = 'none' } = options
  checkLinear(x, weight, bias)
  const out = product(x, weight, bias, activation)
  const inputs = bias === null ? [x, weight] : [x, weight, bias]
  const rules = [
    (g: Tensor) => matmul(g, weight),
    (g: Tensor) => weightGradient(g, x, weight),
    (g: Tensor) => sum(g, { axis: 0 }),
  ].slice(0, inputs.length)
  if (activation === 'none') return record('linear', out, inputs, rules)
  // No rule of the product looks at its result, so it can share the memory that the ReLU is in.
  const sums = record('linear', out.detach(), inputs, rules)
  return record('relu', out, [sums], [(g) => reluGradient(g, out)])
}

function product(x: Tensor, weight: Tensor, bias: Tensor | null, activation: Activation): Tensor {
  if (isSparse(x)) return csrMatmul(x, matrixTranspose(weight.detach()), bias, activation)
  const out = empty([x.shape[0], weight.shape[0]], x.dtype)
  run(linearKernel, x, weight, bias, activation, out)
  return out
}

function weightGradient(g: Tensor, x: Tensor, weight: Tensor): Tensor {
  if (isSparse(x)) return matrixTranspose(cscMatmul(x, g))
  const stored = Math.abs(weight.strides[0]) < Math.abs(weight.strides[1])
  return stored ? matrixTranspose(matmul(matrixTranspose(x), g)) : matmul(matrixTranspose(g), x)
}

function checkLinear(x: Tensor, weight: Tensor, bias: Tensor | null): void {
  const found = `x ${formatShape(x.shape)}, weight ${formatShape(weight.shape)}${bias === null ? '' : `, bias ${formatShape(bias.shape)}`}`
  const fits =
    x.ndim === 2 &&
    weight.ndim === 2 &&
    x.shape[1] === weight.shape[1] &&
    (bias === null || (bias.ndim === 1 && bias.shape[0] === weight.shape[0]))
  if (!fits) {
    throw new ShapeError(
      `linear: expected x [n, inputs], weight [outputs, inputs], bias [outputs], found ${found}`,
    )
  }
  if (!isFloat(x.dtype) || x.dtype !== weight.dtype || (bias !== null && bias.dtype !== x.dtype)) {
    throw new DTypeError(
      `linear: expected one float dtype, found x ${x.dtype}, weight ${weight.dtype}${bias === null ? '' : `, bias ${bias.dtype}`}; convert with astype`,
    )
  }
}
