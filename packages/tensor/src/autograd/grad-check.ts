import { func, listOf, number, optional, options } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { DTypeError, GradientError } from '../core/errors'
import { formatShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { zerosLike } from '../creation/creation'
import { multiply } from '../ops/arithmetic'
import { copy } from '../ops/copy'
import { sum } from '../ops/sum'
import { Generator } from '../random/generator'
import { noGrad } from './tape/graph'

export interface GradCheckOptions {
  /** Half the distance between the two points of a difference, for elements near 1. Default 1e-5. */
  epsilon?: number
  /** Largest difference allowed, relative to the larger of both figures. Default 1e-6. */
  relative?: number
  /** Largest difference allowed for figures near 0. Default 1e-8. */
  absolute?: number
}

const gradCheckArguments = {
  fn: func(),
  inputs: listOf(tensorCheck),
  options: optional(
    options<GradCheckOptions>({ epsilon: number, relative: number, absolute: number }),
  ),
}

/**
 * Compares the gradients of `fn` with central differences,
 * df/dx = (f(x + e) - f(x - e)) / (2 e) + O(e^2), for every element of every input. A result of
 * several elements is first multiplied by fixed random numbers and summed. Inputs are float64, keep
 * their order of axes in memory, and are not changed.
 * @throws GradientError that names the input, the element and both figures where they differ.
 */
export function gradCheck(
  fn: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  options: GradCheckOptions = {},
): void {
  checkCall('gradCheck', arguments, gradCheckArguments)
  const { epsilon = 1e-5, relative = 1e-6, absolute = 1e-8 } = options
  const wrong = inputs.find((input) => input.dtype !== 'float64')
  if (wrong !== undefined) {
    throw new DTypeError(`gradCheck: expected float64 inputs, found ${wrong.dtype}`)
  }
  const variables = inputs.map((input) => copy(input.detach()))
  for (const variable of variables) variable.requiresGrad = true
  const scalar = (): Tensor => {
    const y = fn(...variables)
    return sum(multiply(y, new Generator(0).normal(y.shape)))
  }
  const value = scalar()
  if (value.requiresGrad) value.backward()
  variables.forEach((variable, i) => {
    const analytic = (variable.grad ?? zerosLike(variable)).toTypedArray()
    const numeric = differences(variable, () => noGrad(scalar).item(), epsilon)
    analytic.forEach((found, element) => {
      const expected = numeric[element]
      const allowed = absolute + relative * Math.max(Math.abs(found), Math.abs(expected))
      if (Math.abs(found - expected) <= allowed) return
      throw new GradientError(
        `gradCheck: input ${i} ${formatShape(variable.shape)}, element ${element}: ` +
          `the rule gives ${found}, the difference of values ${expected}`,
      )
    })
  })
}

/** The derivative of `value` by each element of `variable`, in row-major order. */
function differences(variable: Tensor, value: () => number, epsilon: number): number[] {
  const { data } = variable
  // Where each element lies, read off a twin of the same layout that holds its own places.
  const places = copy(variable.detach())
  places.data.forEach((_, place) => {
    places.data[place] = place
  })
  return Array.from(places.toTypedArray(), (place) => {
    const kept = data[place]
    const step = epsilon * Math.max(1, Math.abs(kept))
    data[place] = kept + step
    const above = value()
    data[place] = kept - step
    const below = value()
    data[place] = kept
    return (above - below) / (2 * step)
  })
}
