import type { Tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { Adam, clipGradNorm, clipGradValue, RMSprop, SGD, StateError } from '../src/index'
import { expectClose, float64 } from './support/golden'

const one = () => [float64([1], true)]

/** A parameter with a gradient. */
function learning(gradient: number): Tensor {
  const parameter = float64([1], true)
  parameter.grad = float64([gradient])
  return parameter
}

describe('the learning rate', () => {
  it('of groups keeps its ratio, also to one that began at 0', () => {
    const [a, b] = [learning(1), learning(1)]
    const optimizer = new SGD([{ parameters: [a] }, { parameters: [b], lr: 0.2 }], { lr: 0 })
    optimizer.step()
    expectClose(a, [1])
    expectClose(b, [0.8])
    optimizer.lr = 0.1
    expect(optimizer.lr).toBe(0.1)
    optimizer.step()
    expectClose(a, [0.9])
    expectClose(b, [0.7])
  })

  it('comes back with a saved state', () => {
    const first = new SGD(one(), { lr: 0.5 })
    first.lr = 0.125
    const second = new SGD(one(), { lr: 0.5 })
    second.loadStateDict(first.stateDict())
    expect(second.lr).toBe(0.125)
  })

  it('comes back also where the first group has another', () => {
    const make = () => new SGD([{ parameters: one(), lr: 0.5 }], { lr: 0.25 })
    const [first, second] = [make(), make()]
    first.lr = 0.125
    second.loadStateDict(first.stateDict())
    expect(second.lr).toBe(0.125)
  })
})

it('a state has what is at work and nothing else', () => {
  const names = (optimizer: Adam | RMSprop) => Object.keys(optimizer.stateDict())
  expect(names(new RMSprop(one()))).toEqual(['0.hyper', '0.0.squares'])
  expect(names(new RMSprop(one(), { momentum: 0.5, centered: true }))).toEqual([
    '0.hyper',
    '0.0.squares',
    '0.0.mean',
    '0.0.velocity',
  ])
})

it('a state of another shape is refused with both shapes', () => {
  const [wide, tall] = [[[1, 2]], [[1], [2]]].map((values) => new Adam([float64(values, true)]))
  expect(() => wide.loadStateDict(tall.stateDict())).toThrow(
    new StateError('optimizer: 0.0.first has shape [2, 1], expected [1, 2]'),
  )
})

it('gradients are forgotten by zeroGrad, of all parameters', () => {
  const [a, b] = [learning(1), learning(2)]
  new SGD([{ parameters: [a] }, { parameters: [b] }], { lr: 1 }).zeroGrad()
  expect([a.grad, b.grad]).toEqual([null, null])
})

it('clipping passes over parameters without a gradient', () => {
  const [a, b] = [learning(3), float64([1], true)]
  expectClose(clipGradNorm([b, a], 1), 3)
  expectClose(a.grad as Tensor, [3 / (3 + 1e-6)])
  clipGradValue([b, a], 0.5)
  expectClose(a.grad as Tensor, [0.5])
  expect(b.grad).toBeNull()
})
