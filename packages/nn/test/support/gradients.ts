import { Generator, gradCheck, multiply, noGrad, sum, type Tensor } from '@handwritten/tensor'
import { expect } from 'vitest'
import { Dropout, type Module } from '../../src/index'

/**
 * Checks the gradients of a float64 layer, by its input and by each parameter, with differences. What
 * it draws is the same at each call.
 */
export function checkLayer(layer: Module, x: Tensor): void {
  const state = layer instanceof Dropout ? layer.generator.state : null
  const call = (input: Tensor): Tensor => {
    if (layer instanceof Dropout && state) layer.generator.state = state
    return layer.call(input)
  }
  gradCheck(call, [x])
  const shape = noGrad(() => call(x)).shape
  const weights = new Generator(1).normal(shape, { dtype: 'float64' })
  const value = () => sum(multiply(call(x), weights))
  for (const [name, parameter] of layer.namedParameters()) {
    parameter.grad = null
    value().backward()
    const gradient = (parameter.grad as Tensor | null)?.data ?? []
    const expected = Array.from(parameter.data, (_, place) => slopeAt(parameter, place, value))
    expected.forEach((slope, place) => {
      const bound = 1e-6 * Math.abs(slope) + 1e-8
      expect(Math.abs(gradient[place] - slope), `${name}, ${place}`).toBeLessThanOrEqual(bound)
    })
  }
}

/** A central difference, with the error of the order of the step squared. */
function slopeAt({ data }: Tensor, place: number, value: () => Tensor): number {
  const kept = data[place]
  const step = 1e-5 * Math.max(1, Math.abs(kept))
  const at = (moved: number) => {
    data[place] = moved
    return noGrad(value).item()
  }
  const slope = (at(kept + step) - at(kept - step)) / (2 * step)
  data[place] = kept
  return slope
}
