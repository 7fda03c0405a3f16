import { anything } from '@handwritten/checks'
import {
  add,
  clip,
  divide,
  minimum,
  multiply,
  noGrad,
  sqrt,
  square,
  sum,
  type Tensor,
} from '@handwritten/tensor'
import { checkCall, someNumber } from '../checks'
import { OptionError, requireOption } from '../errors'
import { requireTensors } from '../tensors'

/**
 * Shortens the gradients of `parameters`, taken together as one vector, to the length `maxNorm` if
 * they are longer. Returns the length before, 0-d. To be called between backward and step. A tensor
 * that is given twice counts once.
 * Pascanu et al., "On the difficulty of training recurrent neural networks" (2013).
 */
export function clipGradNorm(parameters: readonly Tensor[], maxNorm: number): Tensor {
  checkCall('clipGradNorm', arguments, { parameters: anything(), maxNorm: someNumber })
  requireOption(maxNorm > 0, 'clipGradNorm: maxNorm', 'above 0', maxNorm)
  return noGrad(() => {
    const learning = withGradients('clipGradNorm', parameters)
    const norm = sqrt(learning.map(({ grad }) => sum(square(grad))).reduce((a, b) => add(a, b)))
    // The 1e-6 is PyTorch's: it keeps a norm of 0 from giving 0 / 0.
    const factor = minimum(divide(maxNorm, add(norm, 1e-6)), 1)
    for (const { parameter, grad } of learning) parameter.grad = multiply(grad, factor)
    return norm
  })
}

/** Cuts every element of the gradients of `parameters` to the range from `-limit` to `limit`. */
export function clipGradValue(parameters: readonly Tensor[], limit: number): void {
  checkCall('clipGradValue', arguments, { parameters: anything(), limit: someNumber })
  requireOption(limit >= 0, 'clipGradValue: limit', 'at least 0', limit)
  noGrad(() => {
    for (const { parameter, grad } of withGradients('clipGradValue', parameters)) {
      parameter.grad = clip(grad, { min: -limit, max: limit })
    }
  })
}

function withGradients(
  name: string,
  parameters: readonly Tensor[],
): { parameter: Tensor; grad: Tensor }[] {
  requireTensors(`${name}: parameters`, parameters)
  const learning = [...new Set(parameters)].flatMap((parameter) =>
    parameter.grad ? [{ parameter, grad: parameter.grad }] : [],
  )
  if (learning.length > 0) return learning
  throw new OptionError(`${name}: no parameter has a gradient; call backward() first`)
}
