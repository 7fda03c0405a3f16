import { record } from '../autograd/tape/graph'
import { checkCount } from '../core/check-call'
import type { Tensor } from '../core/tensor'
import type { Beside, BroadcastIn } from '../types/broadcast'
import type { FloatIn, FloatOf, PromotedIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { add, divide, multiply, negative, subtract } from './arithmetic'
import { binary, realFunction } from './elementwise'
import { asFloat, promoted } from './operand'
import { rsqrt, square } from './power'
import { sumTo } from './sum-to'

/** Sine of an angle in radians. The derivative is cos(x). */
export function sin<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function sin(x: Operand): Tensor {
  checkCount('sin', arguments.length, 1)
  return realFunction('sin', x, (g, v) => multiply(g, cos(v)))
}

/** Cosine of an angle in radians. The derivative is -sin(x). */
export function cos<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function cos(x: Operand): Tensor {
  checkCount('cos', arguments.length, 1)
  return realFunction('cos', x, (g, v) => negative(multiply(g, sin(v))))
}

/** Tangent of an angle in radians. With y = tan(x): dy/dx = 1 + y^2. */
export function tan<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function tan(x: Operand): Tensor {
  checkCount('tan', arguments.length, 1)
  return realFunction('tan', x, (g, _, y) => multiply(g, add(square(y), 1)))
}

/** The angle in [-pi/2, pi/2] whose sine is x. The derivative is 1 / sqrt(1 - x^2). */
export function asin<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function asin(x: Operand): Tensor {
  checkCount('asin', arguments.length, 1)
  return realFunction('asin', x, (g, v) => multiply(g, rsqrt(subtract(1, square(v)))))
}

/** The angle in [0, pi] whose cosine is x. The derivative is -1 / sqrt(1 - x^2). */
export function acos<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function acos(x: Operand): Tensor {
  checkCount('acos', arguments.length, 1)
  return realFunction('acos', x, (g, v) => negative(multiply(g, rsqrt(subtract(1, square(v))))))
}

/** The angle in [-pi/2, pi/2] whose tangent is x. The derivative is 1 / (1 + x^2). */
export function atan<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function atan(x: Operand): Tensor {
  checkCount('atan', arguments.length, 1)
  return realFunction('atan', x, (g, v) => divide(g, add(square(v), 1)))
}

/**
 * The angle in [-pi, pi] of the point with height `y` and width `x`.
 * With r^2 = x^2 + y^2: d/dy = x / r^2 and d/dx = -y / r^2.
 */
export function atan2<A extends Operand, B extends Operand>(
  y: A,
  x: Beside<'atan2', A, B>,
): Tensor<FloatOf<PromotedIn<A, B>>, BroadcastIn<A, B>>
export function atan2(y: Operand, x: Operand): Tensor {
  checkCount('atan2', arguments.length, 2)
  const [height, width] = promoted('atan2', y, x).map(asFloat)
  const out = binary('atan2', height, width, height.dtype)
  const slope = (g: Tensor, side: Tensor) =>
    divide(multiply(g, side), add(square(width), square(height)))
  return record(
    'atan2',
    out,
    [height, width],
    [
      (g) => sumTo(slope(g, width), height.shape),
      (g) => sumTo(negative(slope(g, height)), width.shape),
    ],
  )
}
