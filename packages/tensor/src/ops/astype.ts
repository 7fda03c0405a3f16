import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall, checkDType } from '../core/check-call'
import { dtypeCheck, tensorCheck } from '../core/checks'
import { type DType, isFloat } from '../core/dtype'
import { emptyLike } from '../core/empty'
import type { Tensor } from '../core/tensor'
import { copyKernel } from '../kernels/copy-fill'
import type { ShapeIn } from '../types/shapes'

const astypeArguments = { x: tensorCheck, dtype: dtypeCheck }

/**
 * The same values in another dtype; the tensor itself when it has that dtype. Floats are cut toward
 * zero, integers wrap around, bool is `x !== 0`.
 * dL/dx = dL/dy, converted back, between floats; there is none through integers.
 */
export function astype<X extends Tensor, D extends DType>(x: X, dtype: D): Tensor<D, ShapeIn<X>>
export function astype(x: Tensor, dtype: DType): Tensor {
  checkCall('astype', arguments, astypeArguments)
  checkDType('astype', dtype)
  if (x.dtype === dtype) return x
  const out = emptyLike(x, dtype)
  run(copyKernel, x, out)
  return isFloat(dtype) ? record('astype', out, [x], [(g) => astype(g, x.dtype)]) : out
}
