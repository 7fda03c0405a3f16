import { record } from '../autograd/tape/graph'
import { checkCall } from '../core/check-call'
import { isFloat } from '../core/dtype'
import type { Axes } from '../core/shape'
import type { Tensor } from '../core/tensor'
import type { Reduced } from '../types/axes'
import type { WideIn } from '../types/dtypes'
import type { ReduceOptions, SliceRange } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { multiply } from './arithmetic'
import { flip } from './flip'
import { asWide } from './operand'
import { pad } from './pad'
import { permuteDims } from './permute-dims'
import { planReduction, reduce, reduceArguments } from './reduction'
import { reshape } from './reshape'
import { slice } from './slice'

/**
 * The product over axes; 1 where there is nothing to multiply. Integers and bool in int32.
 * dy/dx_i is the product of all others: of those before times of those after, which holds with
 * zeros too.
 */
export function prod<
  X extends Tensor,
  const A extends Axes | undefined = undefined,
  const K extends boolean | undefined = false,
>(x: X, options?: ReduceOptions<A, K>): Tensor<WideIn<X>, Reduced<ShapeIn<X>, A, K>>
export function prod(x: Tensor, options: ReduceOptions = {}): Tensor {
  checkCall('prod', arguments, reduceArguments)
  const input = asWide(x)
  const plan = planReduction('prod', input, options)
  const out = reduce('prod', input, plan, input.dtype)
  if (!isFloat(input.dtype)) return out
  const rule = (g: Tensor) => {
    const { axes } = plan
    const kept = input.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis))
    const order = [...kept, ...axes]
    const lines = reshape(permuteDims(input, order), [
      ...kept.map((axis) => input.shape[axis]),
      plan.count,
    ])
    const others = multiply(productBefore(lines), flipLast(productBefore(flipLast(lines))))
    const spread = reshape(
      others,
      order.map((axis) => input.shape[axis]),
    )
    const inPlace = permuteDims(
      spread,
      order.map((_, axis) => order.indexOf(axis)),
    )
    return multiply(inPlace, reshape(g, plan.kept))
  }
  return record('prod', out, [input], [rule])
}

function flipLast(x: Tensor): Tensor {
  return flip(x, { axis: -1 })
}

/** x moved on by `distance` along the last axis, with ones in front. */
function shifted(x: Tensor, distance: number): Tensor {
  const whole = x.shape.slice(1).map((): SliceRange => [])
  const cut = slice(x, [...whole, [0, Math.max(0, x.shape[x.ndim - 1] - distance)]])
  const width = x.shape.map((_, axis) =>
    axis === x.ndim - 1 ? ([distance, 0] as const) : ([0, 0] as const),
  )
  return pad(cut, width, { value: 1 })
}

/** Along the last axis, the product of all elements before each one, in log2(n) multiplications. */
function productBefore(x: Tensor): Tensor {
  const length = x.shape[x.ndim - 1]
  if (length === 0) return x
  let products = shifted(x, 1)
  for (let distance = 1; distance < length; distance *= 2) {
    products = multiply(products, shifted(products, distance))
  }
  return products
}
