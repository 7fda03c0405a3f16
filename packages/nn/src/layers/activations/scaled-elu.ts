import {
  add,
  defineOperation,
  expm1,
  greater,
  minimum,
  multiply,
  type Tensor,
  where,
} from '@handwritten/tensor'

/**
 * y = s x where x > 0, else s a (e^x - 1). Below 0, dy/dx = s a e^x = y + s a; above, it is s. The
 * exponential is taken of min(x, 0), since it may overflow where it is not used.
 */
export const scaledElu = /* @__PURE__ */ defineOperation({
  name: 'elu',
  forward: ([x]: [Tensor], { alpha, scale }: { alpha: number; scale: number }) =>
    where(greater(x, 0), multiply(x, scale), multiply(expm1(minimum(x, 0)), scale * alpha)),
  gradients: ([x], y, { alpha, scale }) => [
    (g) => multiply(g, where(greater(x, 0), scale, add(y, scale * alpha))),
  ],
})
