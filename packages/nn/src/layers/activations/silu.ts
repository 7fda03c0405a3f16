import { add, defineOperation, multiply, sigmoid, subtract, type Tensor } from '@handwritten/tensor'
import { ShapeKeeping } from '../shape-keeping'

/** y = x s with s = sigmoid(x). Since ds/dx = s (1 - s): dy/dx = s + x s (1 - s). */
const silu = /* @__PURE__ */ defineOperation({
  name: 'silu',
  forward: ([x]: [Tensor]) => multiply(x, sigmoid(x)),
  gradients: ([x]) => [
    (g) => {
      const s = sigmoid(x)
      return multiply(g, multiply(s, add(multiply(x, subtract(1, s)), 1)))
    },
  ],
})

/** `x sigmoid(x)`, also called swish. Elfwing et al. (2018), arXiv 1702.03118. */
export class SiLU extends ShapeKeeping {
  forward(x: Tensor): Tensor {
    return silu(x)
  }
}
