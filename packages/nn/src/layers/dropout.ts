import { optional, options } from '@handwritten/checks'
import { astype, type Generator, less, multiply, type Tensor } from '@handwritten/tensor'
import { checkCall, generatorCheck, someNumber } from '../checks'
import { requireOption } from '../errors'
import { chanceGenerator } from '../initializers/initializer'
import { ShapeKeeping } from './shape-keeping'

/** Options of {@link Dropout} and {@link Dropout2d}. */
export interface DropoutOptions {
  /** Decides what is dropped. Default: a randomly seeded generator. */
  generator?: Generator
}

export const dropoutArguments = {
  p: /* @__PURE__ */ optional(someNumber),
  options: /* @__PURE__ */ optional(options<DropoutOptions>({ generator: generatorCheck })),
}

/**
 * In training, sets each element to 0 with probability p and divides the others by 1 - p, so that the
 * mean stays; in evaluation it does nothing. The gradient goes through the same mask. Srivastava et
 * al., "Dropout" (2014).
 */
export class Dropout extends ShapeKeeping {
  readonly p: number
  readonly generator: Generator

  /** @param p probability of dropping an element, in [0, 1) */
  constructor(p = 0.5, options: DropoutOptions = {}) {
    super()
    checkCall('Dropout', arguments, dropoutArguments)
    const { generator = chanceGenerator() } = options
    requireOption(p >= 0 && p < 1, 'Dropout: p', 'in [0, 1)', p)
    this.p = p
    this.generator = generator
  }

  forward(x: Tensor): Tensor {
    if (!this.training || this.p === 0) return x
    const kept = less(this.generator.uniform(this.maskShape(x)), 1 - this.p)
    return multiply(x, multiply(astype(kept, x.dtype), 1 / (1 - this.p)))
  }

  /** The shape of what is drawn: one number for each element, or for those that are dropped together. */
  protected maskShape(x: Tensor): readonly number[] {
    return x.shape
  }

  override toString(): string {
    return `Dropout(${this.p})`
  }
}
