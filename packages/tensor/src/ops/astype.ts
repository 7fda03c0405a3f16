import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { type DType, isDType, isFloat } from '../core/dtype'
import { emptyLike } from '../core/empty'
import { DTypeError } from '../core/errors'
import type { Tensor } from '../core/tensor'
import { copyKernel } from '../kernels/copy-fill'
import type { ShapeIn } from '../types/shapes'

/**
 * The same values in another dtype; the tensor itself when it has that dtype. Floats are cut toward
 * zero, integers wrap around, bool is `x !== 0`.
 * dL/dx = dL/dy, converted back, between floats; there is none through integers.
 */
export function astype<X extends Tensor, D extends DType>(x: X, dtype: D): Tensor<D, ShapeIn<X>>
export function astype(x: Tensor, dtype: DType): Tensor {
  if (!isDType(dtype)) throw new DTypeError(`astype: unknown dtype ${String(dtype)}`)
  if (x.dtype === dtype) return x
  const out = emptyLike(x, dtype)
  run(copyKernel, x, out)
  return isFloat(dtype) ? record('astype', out, [x], [(g) => astype(g, x.dtype)]) : out
}
