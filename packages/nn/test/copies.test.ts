import { createRequire } from 'node:module'
import * as own from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  Adam,
  CrossEntropyLoss,
  clipGradNorm,
  Linear,
  MSELoss,
  NetworkError,
  SGD,
  TensorLoader,
  WeightAverage,
} from '../src/index'

/** The CommonJS copy of the tensor package, beside the ES module that the layers use. */
const other = createRequire(import.meta.url)('@handwritten/tensor') as typeof own

const foreign = (shape: readonly number[]) => other.ones(shape)

describe('tensors of another copy of the tensor package', () => {
  it('are another class', () => {
    expect(foreign([1]) instanceof own.Tensor).toBe(false)
  })

  it.each<[string, () => unknown]>([
    ['a layer', () => new Linear(3, 2).call(foreign([1, 3]))],
    [
      'a saved state of a layer',
      () => {
        new Linear(3, 2).loadStateDict({ weight: foreign([2, 3]), bias: foreign([2]) })
      },
    ],
    [
      'a saved state of an optimizer',
      () => {
        const optimizer = new Adam(new Linear(1, 1, { bias: false }).parameters())
        const state = optimizer.stateDict()
        optimizer.loadStateDict({ ...state, '0.0.first': foreign([1, 1]) })
      },
    ],
    [
      'a saved state of an average',
      () => {
        const average = new WeightAverage([own.ones([2])])
        average.loadStateDict({ 0: foreign([2]), count: foreign([]) })
      },
    ],
    ['parameters of an optimizer', () => new SGD([foreign([2])], { lr: 1 })],
    ['parameters that are clipped', () => clipGradNorm([foreign([2])], 1)],
    ['parameters that are averaged', () => new WeightAverage([foreign([2])])],
    ['inputs of a loss', () => new MSELoss().forward(foreign([2]), own.ones([2]))],
    ['labels', () => new CrossEntropyLoss().measure(own.ones([2, 2]), foreign([2]))],
    ['weights of a loss', () => new CrossEntropyLoss({ weight: foreign([2]) })],
    ['samples of a loader', () => new TensorLoader(foreign([2]), own.ones([2]), { batchSize: 1 })],
  ])('are refused by name and change nothing: %s', (_, use) => {
    const error = (() => {
      try {
        use()
      } catch (thrown) {
        return thrown
      }
      return undefined
    })()
    expect(error instanceof NetworkError || error instanceof own.TensorError).toBe(true)
  })

  it('are named as what they are', () => {
    const state = { weight: foreign([2, 3]), bias: foreign([2]) }
    const layer = new Linear(3, 2)
    const before = layer.weight.toArray()
    expect(() => layer.loadStateDict(state)).toThrow(
      'weight must be a tensor, but is a tensor of another copy of @handwritten/tensor',
    )
    expect(layer.weight.toArray()).toEqual(before)
  })
})
