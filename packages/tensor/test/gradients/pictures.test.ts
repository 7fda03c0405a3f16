import { describe, it } from 'vitest'
import * as t from '../../src/index'
import { grad, gradCheck, multiply, sum, type Tensor } from '../../src/index'
import { onEachBackend } from '../support/backends'

const numbers = (shape: readonly number[], seed: number) =>
  new t.Generator(seed).normal(shape, { dtype: 'float64' })

const x = numbers([2, 4, 5, 4], 1)
const weight = numbers([4, 2, 3, 2], 2)
const bias = numbers([4], 3)
const options = { stride: [2, 1], padding: [1, 2], dilation: [1, 2], groups: 2 } as const
const depthwise = numbers([4, 1, 2, 3], 4)
const transposed = numbers([4, 3, 3, 2], 5)
const same = { padding: 'same', groups: 4 } as const
const wide = { stride: 2, dilation: [3, 1], outputPadding: [2, 1], groups: 2 } as const

const operations: [string, (...inputs: Tensor[]) => Tensor, Tensor[]][] = [
  ['conv2d', (a, w, b) => t.conv2d(a, w, b, options), [x, weight, bias]],
  ['conv2d with groups of one channel', (a, w) => t.conv2d(a, w, null, same), [x, depthwise]],
  [
    'conv2d with ReLU',
    (a, w) => t.conv2d(a, w, null, { groups: 2, activation: 'relu' }),
    [x, weight],
  ],
  ['convTranspose2d', (a, w) => t.convTranspose2d(a, w, null, wide), [x, transposed]],
  ['maxPool2d', (a) => t.maxPool2d(a, [3, 2], { stride: [1, 2], padding: 1 }), [x]],
  ['avgPool2d', (a) => t.avgPool2d(a, [3, 2], { stride: [1, 2], padding: 1 }), [x]],
  ['adaptiveMaxPool2d', (a) => t.adaptiveMaxPool2d(a, [3, 3]), [x]],
  ['adaptiveAvgPool2d', (a) => t.adaptiveAvgPool2d(a, [2, 3]), [x]],
]

onEachBackend(() => {
  describe.each(operations)('%s', (_, operation, inputs) => {
    const weighted = (...values: Tensor[]) => {
      const y = operation(...values)
      return sum(multiply(t.square(y), numbers(y.shape, 7)))
    }

    it('passes finite differences', () => {
      gradCheck(weighted, inputs)
    })

    it.each([...inputs.keys()])('has gradients of its gradient by input %i', (argument) => {
      const slope = grad(weighted, { argument })
      gradCheck((...values) => t.square(slope(...values) as Tensor), inputs)
    })
  })
})
