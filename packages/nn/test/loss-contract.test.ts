import { ShapeError, tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  BCEWithLogitsLoss,
  CrossEntropyLoss,
  KLDivLoss,
  L1Loss,
  MSELoss,
  NLLLoss,
  SmoothL1Loss,
} from '../src/index'
import { expectClose, float64 } from './support/golden'

describe('a target of another shape is refused by', () => {
  it.each([
    ['MSELoss', new MSELoss()],
    ['L1Loss', new L1Loss()],
    ['SmoothL1Loss', new SmoothL1Loss()],
    ['BCEWithLogitsLoss', new BCEWithLogitsLoss()],
    ['KLDivLoss', new KLDivLoss()],
    ['CrossEntropyLoss', new CrossEntropyLoss()],
  ] as const)('%s', (name, loss) => {
    expect(() => loss.forward(float64([[1, 2]]), float64([[1], [2]]))).toThrow(
      new ShapeError(`${name}: input [1, 2] and target [2, 1] must have one shape`),
    )
  })
})

it('a divergence is summed, averaged over elements or rows, or left alone', () => {
  const [input, target] = [float64([[-1, -2]]), float64([[0.5, 0.5]])]
  const single = [0.5 * Math.log(0.5) + 0.5, 0.5 * Math.log(0.5) + 1]
  const total = single[0] + single[1]
  const of = (reduction: 'none' | 'sum' | 'mean' | 'batchMean') =>
    new KLDivLoss({ reduction }).forward(input, target)
  expectClose(of('none'), [single])
  expectClose(of('sum'), total)
  expectClose(of('mean'), total / 2)
  expectClose(of('batchMean'), total)
  expect(new KLDivLoss({ reduction: 'batchMean' }).reduction).toBe('sum')
})

it('a smooth error is a parabola as wide as beta says', () => {
  const loss = new SmoothL1Loss({ beta: 0.25, reduction: 'none' })
  expectClose(loss.forward(float64([0.1, 0.2, 1]), float64([0, 0, 0])), [0.02, 0.08, 0.875])
})

it('one row has one loss, not none', () => {
  const picked = new NLLLoss({ reduction: 'none' })
  expectClose(picked.forward(float64([[-1, -2]]), tensor(Int32Array.of(1))), [2])
})
