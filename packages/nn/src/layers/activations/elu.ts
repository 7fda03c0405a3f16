import type { Tensor } from '@handwritten/tensor'
import { ShapeKeeping } from '../shape-keeping'
import { scaledElu } from './scaled-elu'

/** `x` where it is positive, else `alpha (e^x - 1)`. Clevert et al. (2016), arXiv 1511.07289. */
export class ELU extends ShapeKeeping {
  readonly alpha: number

  constructor({ alpha = 1 }: { alpha?: number } = {}) {
    super()
    this.alpha = alpha
  }

  forward(x: Tensor): Tensor {
    return scaledElu(x, { alpha: this.alpha, scale: 1 })
  }

  override toString(): string {
    return `ELU(${this.alpha})`
  }
}
