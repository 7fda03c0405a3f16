import { integer, optional, options } from '@handwritten/checks'
import { logSoftmax, softmax, type Tensor } from '@handwritten/tensor'
import { checkCall } from '../../checks'
import { ShapeKeeping } from '../shape-keeping'

/** The axis that adds up to 1. */
export interface SoftmaxOptions {
  /** Default -1, the last. */
  axis?: number
}

const softmaxArguments = {
  options: /* @__PURE__ */ optional(options<SoftmaxOptions>({ axis: integer })),
}

/**
 * Probabilities from scores, `y_i = e^(x_i) / sum_j e^(x_j)`. Since dy_i/dx_j = y_i (delta_ij - y_j),
 * `dL/dx = y (g - sum_j g_j y_j)` for g = dL/dy.
 */
export class Softmax extends ShapeKeeping {
  readonly axis: number

  constructor(options: SoftmaxOptions = {}) {
    super()
    checkCall('Softmax', arguments, softmaxArguments)
    const { axis = -1 } = options
    this.axis = axis
  }

  forward(x: Tensor): Tensor {
    return softmax(x, { axis: this.axis })
  }

  override toString(): string {
    return `Softmax(axis ${this.axis})`
  }
}

/**
 * The logarithm of {@link Softmax}, `y_i = x_i - log sum_j e^(x_j)`, without overflow. Since
 * dy_i/dx_j = delta_ij - e^(y_j), `dL/dx = g - e^y sum_j g_j`.
 */
export class LogSoftmax extends ShapeKeeping {
  readonly axis: number

  constructor(options: SoftmaxOptions = {}) {
    super()
    checkCall('LogSoftmax', arguments, softmaxArguments)
    const { axis = -1 } = options
    this.axis = axis
  }

  forward(x: Tensor): Tensor {
    return logSoftmax(x, { axis: this.axis })
  }

  override toString(): string {
    return `LogSoftmax(axis ${this.axis})`
  }
}
