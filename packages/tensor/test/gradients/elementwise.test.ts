import { describe, expect, it } from 'vitest'
import * as t from '../../src/index'
import { grad, gradCheck, multiply, sum, type Tensor } from '../../src/index'
import { onEachBackend } from '../support/backends'
import { layouts, numbers } from '../support/layouts'

/** [operation, lowest, highest]: where the operation is smooth. */
const unary: [name: string, (x: Tensor) => Tensor, low: number, high: number][] = [
  ['negative', t.negative, -2, 2],
  ['square', t.square, -2, 2],
  ['sqrt', t.sqrt, 0.3, 3],
  ['rsqrt', t.rsqrt, 0.3, 3],
  ['reciprocal', t.reciprocal, 0.3, 3],
  ['exp', t.exp, -2, 2],
  ['expm1', t.expm1, -2, 2],
  ['log', t.log, 0.3, 3],
  ['log1p', t.log1p, -0.5, 3],
  ['log2', t.log2, 0.3, 3],
  ['log10', t.log10, 0.3, 3],
  ['sin', t.sin, -2, 2],
  ['cos', t.cos, -2, 2],
  ['tan', t.tan, -1, 1],
  ['asin', t.asin, -0.8, 0.8],
  ['acos', t.acos, -0.8, 0.8],
  ['atan', t.atan, -2, 2],
  ['sinh', t.sinh, -2, 2],
  ['cosh', t.cosh, -2, 2],
  ['tanh', t.tanh, -2, 2],
  ['asinh', t.asinh, -2, 2],
  ['acosh', t.acosh, 1.3, 3],
  ['atanh', t.atanh, -0.8, 0.8],
  ['erf', t.erf, -3, 3],
  ['sigmoid', t.sigmoid, -4, 4],
  ['softplus', t.softplus, -4, 4],
  ['abs', t.abs, 0.1, 2],
  ['abs below 0', t.abs, -2, -0.1],
  ['relu', t.relu, 0.1, 2],
  ['relu below 0', t.relu, -2, -0.1],
  ['sign', t.sign, 0.1, 2],
  ['floor', t.floor, 0.1, 0.9],
  ['ceil', t.ceil, 0.1, 0.9],
  ['round', t.round, 0.1, 0.4],
  ['trunc', t.trunc, -0.9, -0.1],
  ['clip', (x) => t.clip(x, { min: -1.01, max: 0.99 }), -0.9, 0.9],
  ['clip outside', (x) => t.clip(x, { min: 1, max: 3 }), -0.9, 0.9],
  ['astype', (x) => t.astype(x, 'float64'), -2, 2],
  ['copy', t.copy, -2, 2],
  ['number on the left', (x) => t.divide(2, t.add(1, x)), 0, 2],
]

/** [operation, lowest and highest of the first, of the second]. */
type Range = readonly [number, number]
const binary: [string, (a: Tensor, b: Tensor) => Tensor, Range, Range][] = [
  ['add', t.add, [-2, 2], [-2, 2]],
  ['subtract', t.subtract, [-2, 2], [-2, 2]],
  ['multiply', t.multiply, [-2, 2], [-2, 2]],
  ['divide', t.divide, [-2, 2], [0.4, 2]],
  ['pow', t.pow, [0.3, 2], [-2, 2]],
  ['maximum', t.maximum, [-2, 0], [0.1, 2]],
  ['minimum', t.minimum, [-2, 0], [0.1, 2]],
  ['atan2', t.atan2, [0.2, 2], [-2, 2]],
  ['floorDivide', t.floorDivide, [2.2, 2.8], [0.95, 1.05]],
  ['remainder', t.remainder, [2.2, 2.8], [0.95, 1.05]],
  ['where', (a, b) => t.where(t.greater(a, 0), a, t.square(b)), [0.1, 2], [-2, 2]],
  ['where, the other', (a, b) => t.where(t.less(a, 0), a, t.square(b)), [0.1, 2], [-2, 2]],
]

/** The gradient itself as a function, so that its own gradient can be checked. */
function slope(f: (x: Tensor) => Tensor): (x: Tensor) => Tensor {
  return grad((x: Tensor) => {
    const y = f(x)
    return sum(multiply(y, numbers([...y.shape], 0.5, 1.5, 9)))
  })
}

onEachBackend(() => {
  describe('gradients of elementwise operations', () => {
    describe.each(unary)('%s', (_, operation, low, high) => {
      it.each(layouts)('$name', ({ shape, view }) => {
        gradCheck((x) => operation(view(x)), [numbers(shape, low, high)])
      })

      it('has a gradient of its gradient', () => {
        gradCheck(slope(operation), [numbers([2, 3], low, high)])
      })
    })

    describe.each(binary)('%s', (_, operation, first, second) => {
      it.each(layouts)('$name', ({ shape, view }) => {
        const inputs = [numbers(shape, ...first), numbers(shape, ...second, 2)]
        gradCheck((a, b) => operation(view(a), view(b)), inputs)
      })

      it.each([
        [[3, 4], [4]],
        [
          [2, 1, 3],
          [4, 1],
        ],
        [[], [2, 2]],
        [
          [0, 3],
          [1, 3],
        ],
      ])('broadcast %j with %j', (shapeA, shapeB) => {
        const a = numbers(shapeA, ...first)
        const b = numbers(shapeB, ...second, 2)
        gradCheck(operation, [a, b])
      })

      it('has gradients of its gradients', () => {
        const b = numbers([3], ...second, 2)
        gradCheck(
          slope((a) => operation(a, b)),
          [numbers([2, 3], ...first)],
        )
      })
    })
  })

  describe('gradients where rules have a corner', () => {
    const gradientAt = (f: (x: Tensor) => Tensor, x: number) =>
      grad((v: Tensor) => sum(f(v)))(t.tensor([x], { dtype: 'float64' })).toArray()

    it.each([
      ['relu', t.relu, [0]],
      ['abs', t.abs, [0]],
      ['maximum with itself', (x: Tensor) => t.maximum(x, x), [1]],
      ['maximum with an equal', (x: Tensor) => t.maximum(x, 0), [0.5]],
      ['clip at its bound', (x: Tensor) => t.clip(x, { min: 0 }), [1]],
      ['the power 0', (x: Tensor) => t.pow(x, 0), [0]],
      ['the power 2', (x: Tensor) => t.pow(x, 2), [0]],
      ['0 to a power', (x: Tensor) => t.pow(0, t.add(x, 1)), [0]],
    ])('%s at 0', (_, f, expected) => {
      expect(gradientAt(f, 0)).toEqual(expected)
    })
  })
})
