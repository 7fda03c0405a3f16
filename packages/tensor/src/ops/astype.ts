import { record } from '../autograd/graph'
import { currentBackend } from '../backend/current'
import { type DType, isDType, isFloat } from '../dtype'
import { emptyLike } from '../empty'
import { DTypeError } from '../errors'
import type { Tensor } from '../tensor'

/**
 * The same values in another dtype; the tensor itself when it has that dtype. Floats are cut toward
 * zero, integers wrap around, bool is `x !== 0`.
 * dL/dx = dL/dy, converted back, between floats; there is none through integers.
 */
export function astype<D extends DType>(x: Tensor, dtype: D): Tensor<D> {
  if (!isDType(dtype)) throw new DTypeError(`astype: unknown dtype ${String(dtype)}`)
  if (x.dtype === dtype) return x as Tensor<D>
  const out = emptyLike(x, dtype)
  currentBackend().copy(x, out)
  return isFloat(dtype) ? record('astype', out, [x], [(g) => astype(g, x.dtype)]) : out
}
