import { Generator } from '@handwritten/tensor'
import { expect, it } from 'vitest'
import {
  BatchNorm1d,
  createNetwork,
  Dropout,
  LayerError,
  Linear,
  ReLU,
  Residual,
  recipes,
  Sequential,
  summary,
} from '../src/index'

it('the network of the recipes', () => {
  expect(summary(createNetwork(recipes.seed, new Generator(0)), [64, 784])).toBe(
    [
      '   layer             output     parameters',
      '0  Linear(784, 256)  [64, 256]     200,960',
      '1  ReLU              [64, 256]           0',
      '2  Linear(256, 64)   [64, 64]       16,448',
      '3  ReLU              [64, 64]            0',
      '4  Linear(64, 10)    [64, 10]          650',
      '   total                           218,058',
    ].join('\n'),
  )
})

it('nested layers by their full names, without training them', () => {
  const frozen = new BatchNorm1d(3).eval()
  const model = new Sequential(
    new Sequential(new Linear(2, 3), frozen),
    new Residual(new Linear(3, 3, { dtype: 'float32' })),
    new Dropout(0.5),
  )
  const lines = summary(model, [1, 2]).split('\n')
  expect(lines.map((line) => line.slice(0, 3).trim())).toEqual(['', '0.0', '0.1', '1', '2', ''])
  expect(lines[3]).toMatch(/^1 {4}Residual\(Linear\(3, 3\)\) {2}\[1, 3\] +12$/)
  expect([model.training, model.layers[2].training, frozen.training]).toEqual([true, true, false])
  expect(model.stateDict()['0.1.num_batches_tracked'].item()).toBe(0)
})

it('an input that does not fit is refused as ever', () => {
  expect(() => summary(new Sequential(new Linear(2, 1), new ReLU()), [1, 3])).toThrow(LayerError)
})
