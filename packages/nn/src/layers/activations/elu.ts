import { finite, optional, options } from '@handwritten/checks'
import type { Tensor } from '@handwritten/tensor'
import { checkCall } from '../../checks'
import { ShapeKeeping } from '../shape-keeping'
import { scaledElu } from './scaled-elu'

const eluArguments = {
  options: /* @__PURE__ */ optional(options<{ alpha?: number }>({ alpha: finite })),
}

/** `x` where it is positive, else `alpha (e^x - 1)`. Clevert et al. (2016), arXiv 1511.07289. */
export class ELU extends ShapeKeeping {
  readonly alpha: number

  constructor(options: { alpha?: number } = {}) {
    super()
    checkCall('ELU', arguments, eluArguments)
    const { alpha = 1 } = options
    this.alpha = alpha
  }

  forward(x: Tensor): Tensor {
    return scaledElu(x, { alpha: this.alpha, scale: 1 })
  }

  override toString(): string {
    return `ELU(${this.alpha})`
  }
}
