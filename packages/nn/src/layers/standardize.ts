import {
  add,
  defineOperation,
  mean,
  multiply,
  rsqrt,
  subtract,
  type Tensor,
  var as variance,
} from '@handwritten/tensor'

interface StandardizeOptions {
  /** Over which the mean and the variance are taken. */
  axes: readonly number[]
  /** Keeps a variance of 0 from dividing by 0. */
  epsilon: number
}

/** r = 1 / sqrt(variance + epsilon) */
function inverseDeviation(x: Tensor, { axes, epsilon }: StandardizeOptions): Tensor {
  return rsqrt(add(variance(x, { axis: axes, keepdims: true }), epsilon))
}

/**
 * y = (x - m) r, where m is the mean and r = (v + epsilon)^(-1/2) of the n elements over the axes.
 * With dm/dx_j = 1 / n and dr/dx_j = -r^3 (x_j - m) / n = -r^2 y_j / n:
 * dy_i/dx_j = r (delta_ij - 1 / n - y_i y_j / n), hence for g = dL/dy
 * dL/dx = r (g - mean(g) - y mean(g y)).
 */
export const standardize = /* @__PURE__ */ defineOperation({
  name: 'standardize',
  forward: ([x]: [Tensor], options: StandardizeOptions) =>
    multiply(
      subtract(x, mean(x, { axis: options.axes, keepdims: true })),
      inverseDeviation(x, options),
    ),
  gradients: ([x], y, options) => [
    (g) => {
      const average = (part: Tensor) => mean(part, { axis: options.axes, keepdims: true })
      const centered = subtract(subtract(g, average(g)), multiply(y, average(multiply(g, y))))
      return multiply(inverseDeviation(x, options), centered)
    },
  ],
})
