import { oneOf, optional, options } from '@handwritten/checks'
import { mean, ShapeError, sum, type Tensor } from '@handwritten/tensor'
import { checkCall, tensorCheck } from '../checks'

/** What becomes of the losses of single elements: their mean, their sum, or nothing. */
export type Reduction = 'mean' | 'sum' | 'none'

/** The option of every loss. */
export interface LossOptions {
  /** Default `'mean'`. */
  reduction?: Reduction
}

/** The arguments of `forward`. */
export const lossInputs = { input: tensorCheck, target: tensorCheck }

const lossArguments = {
  options: /* @__PURE__ */ optional(
    options<LossOptions>({ reduction: oneOf('mean', 'sum', 'none') }),
  ),
}

/** How far an input is from a target: a number to minimize. */
export abstract class Loss {
  readonly reduction: Reduction

  /** @throws OptionError for an unknown option or reduction */
  constructor(options: LossOptions = {}) {
    checkCall(new.target.name, arguments, lossArguments)
    const { reduction = 'mean' } = options
    this.reduction = reduction
  }

  /** 0-d, or the single losses when the reduction is `'none'`. */
  abstract forward(input: Tensor, target: Tensor): Tensor
}

export function reduceLosses(losses: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'none') return losses
  return reduction === 'sum' ? sum(losses) : mean(losses)
}

/** Losses element by element have no use for broadcasting, which would hide a missing axis. */
export function requireSameShape(name: string, input: Tensor, target: Tensor): void {
  if (input.shape.join() === target.shape.join()) return
  throw new ShapeError(
    `${name}: input [${input.shape.join(', ')}] and target [${target.shape.join(', ')}] must have one shape`,
  )
}
