import { isDense, isSameView } from '../../../../core/layout'
import { Tensor } from '../../../../core/tensor'
import type { Call } from '../../../kernel'
import type { LoweringContext } from '../tasks/lowering-context'
import { type Matrix, matrixOf } from '../tasks/matrix'
import type { Task } from '../tasks/task'
import type { DefUse } from './def-use'

/** How two calls become one task, and whether the assumptions of that still hold. */
export interface Fused {
  lower(context: LoweringContext): Task | readonly Task[] | null
  holds?(): boolean
}

const whole = (tensor: Tensor) => ({ tensor, matrix: matrixOf(tensor) })

/** matmul, then `reluGradient` of all of its result: the product is masked where it is written. */
export function maskedMatmul(product: Call, second: Call, between: Tensor): Fused | null {
  const [op, gradient, mask, out] = second.args
  const { lowerWithEpilogue } = product.kernel.lowering ?? {}
  if (product.kernel.name !== 'matmul' || !lowerWithEpilogue || between.ndim !== 2) return null
  if (second.kernel.name !== 'binary' || op !== 'reluGradient') return null
  if (!(gradient instanceof Tensor && mask instanceof Tensor && out instanceof Tensor)) return null
  if (!isSameView(gradient, between) || mask.dtype !== between.dtype) return null
  const epilogue = { name: 'mask', mask: whole(mask) } as const
  return { lower: (context) => lowerWithEpilogue(context, product.args, whole(out), epilogue) }
}

/**
 * A product, then plain descent along its result: the parameter takes its step where the gradient would
 * have been written. Momentum and weight decay need the gradient itself.
 */
export function matmulDescent(
  product: Call,
  second: Call,
  between: Tensor,
  defUse: DefUse,
): Fused | null {
  const { lowerWithEpilogue } = product.kernel.lowering ?? {}
  if (!lowerWithEpilogue) return null
  if (second.kernel.name !== 'sgdUpdate' || between.ndim !== 2) return null
  const [parameter, gradient, velocity, hyper] = second.args as readonly (Tensor | null)[]
  if (parameter === null || gradient === null || hyper === null || velocity !== null) return null
  const target = placedLike(between, gradient, parameter)
  const decay = hyper.offset + WEIGHT_DECAY * hyper.strides[0]
  const holds = () => hyper.data[decay] === 0
  if (target === null || !holds() || defUse.isElementWritten(hyper.storage, decay)) return null
  const epilogue = { name: 'descend', rate: hyper } as const
  const lower = (context: LoweringContext) =>
    lowerWithEpilogue(context, product.args, { tensor: parameter, matrix: target }, epilogue)
  return { lower, holds }
}

/** Where `sgdUpdate` keeps the weight decay in `hyper`. */
const WEIGHT_DECAY = 3

/**
 * The matrix `result` of a gradient's memory, in the memory of its parameter: possible when both
 * are laid out alike, so that equal steps in memory reach corresponding elements.
 */
function placedLike(result: Tensor, gradient: Tensor, parameter: Tensor): Matrix | null {
  const alike =
    isDense(gradient) &&
    gradient.size === result.size &&
    gradient.strides.join() === parameter.strides.join() &&
    gradient.offset === 0 &&
    result.offset === 0
  return alike ? { ...matrixOf(result), offset: parameter.offset } : null
}
