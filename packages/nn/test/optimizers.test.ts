import { multiply, setBackend, type Tensor, tensor } from '@handwritten/tensor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  Adagrad,
  Adam,
  AdamW,
  clipGradNorm,
  clipGradValue,
  NAdam,
  type Optimizer,
  OptionError,
  ReLU,
  RMSprop,
  SGD,
  StateError,
  WeightAverage,
} from '../src/index'
import { expectClose, float64, type Nested, readFixture } from './support/golden'

interface Case {
  name: string
  start: Nested
  gradients: Nested[]
  after_each_step: Nested[]
}

type Make = (parameters: Tensor[]) => Optimizer

const made: Record<string, Make> = {
  'SGD lr=0.1': (p) => new SGD(p, { lr: 0.1 }),
  'SGD lr=0.1 momentum=0.9': (p) => new SGD(p, { lr: 0.1, momentum: 0.9 }),
  'SGD lr=0.1 momentum=0.9 nesterov': (p) => new SGD(p, { lr: 0.1, momentum: 0.9, nesterov: true }),
  'SGD lr=0.1 momentum=0.9 weight_decay=0.01': (p) =>
    new SGD(p, { lr: 0.1, momentum: 0.9, weightDecay: 0.01 }),
  'SGD lr=0.1 momentum=0.9 dampening=0.5': (p) =>
    new SGD(p, { lr: 0.1, momentum: 0.9, dampening: 0.5 }),
  'SGD lr=0.1 clip_grad_norm=0.5': (p) => new SGD(p, { lr: 0.1 }),
  'Adam lr=0.01': (p) => new Adam(p, { lr: 0.01 }),
  'Adam lr=0.01 betas=(0.8,0.99) eps=1e-6 weight_decay=0.1': (p) =>
    new Adam(p, { lr: 0.01, betas: [0.8, 0.99], epsilon: 1e-6, weightDecay: 0.1 }),
  'AMSGrad lr=0.01': (p) => new Adam(p, { lr: 0.01, amsgrad: true }),
  'AdamW lr=0.01 weight_decay=0.05': (p) => new AdamW(p, { lr: 0.01, weightDecay: 0.05 }),
  'RMSprop lr=0.01': (p) => new RMSprop(p, { lr: 0.01 }),
  'RMSprop lr=0.01 momentum=0.9 centered': (p) =>
    new RMSprop(p, { lr: 0.01, momentum: 0.9, centered: true }),
  'Adagrad lr=0.05': (p) => new Adagrad(p, { lr: 0.05 }),
  'NAdam lr=0.01': (p) => new NAdam(p, { lr: 0.01 }),
}

describe.each(['wasm', 'reference'] as const)(
  'optimizers on %s, as PyTorch computes them:',
  (backend) => {
    beforeAll(() => setBackend(backend))
    afterAll(() => setBackend('wasm'))

    it.each(readFixture<{ optimizers: Case[] }>('nn.json').optimizers)('$name', (golden) => {
      const parameter = float64(golden.start, true)
      const optimizer = made[golden.name]([parameter])
      golden.gradients.forEach((gradient, step) => {
        parameter.grad = float64(gradient)
        if (golden.name.includes('clip_grad_norm')) clipGradNorm([parameter], 0.5)
        optimizer.step()
        expectClose(parameter, golden.after_each_step[step])
      })
    })
  },
)

/** Four steps down `p^2 (1, 2, 3) + p` from (1, -2, 0.5). */
function descend(make: Make, steps = 4, dtype: 'float32' | 'float64' = 'float64'): Tensor {
  const parameter = tensor([1, -2, 0.5], { dtype, requiresGrad: true })
  const optimizer = make([parameter])
  for (let step = 0; step < steps; step++) takeStep(parameter, optimizer)
  return parameter
}

function takeStep(parameter: Tensor, optimizer: Optimizer): void {
  optimizer.zeroGrad()
  const scale = tensor([1, 2, 3], { dtype: parameter.dtype })
  multiply(multiply(parameter, parameter), scale).add(parameter).sum().backward()
  optimizer.step()
}

const everyOption: Record<string, { make: Make; expected: number[] }> = {
  SGD: {
    make: (p) => new SGD(p, { lr: 0.05, momentum: 0.9, weightDecay: 0.1, dampening: 0.3 }),
    expected: [-0.005874411866875047, 0.05807334836500021, -0.5130527418990626],
  },
  RMSprop: {
    make: (p) =>
      new RMSprop(p, { lr: 0.02, alpha: 0.9, epsilon: 1e-6, weightDecay: 0.1, momentum: 0.5 }),
    expected: [0.7164533855770765, -1.7152693566347441, 0.2263259445895748],
  },
  'RMSprop, centered': {
    make: (p) => new RMSprop(p, { lr: 0.02, alpha: 0.9, centered: true, weightDecay: 0.1 }),
    expected: [0.8001550312363914, -1.7993375486092764, 0.30690079210461296],
  },
  Adagrad: {
    make: (p) => new Adagrad(p, { lr: 0.1, lrDecay: 0.2, weightDecay: 0.1, initialSum: 0.3 }),
    expected: [0.7770524035978493, -1.7741720231381441, 0.2846916393299719],
  },
  NAdam: {
    make: (p) =>
      new NAdam(p, { lr: 0.05, betas: [0.8, 0.95], weightDecay: 0.1, momentumDecay: 0.02 }),
    expected: [0.8212891874372984, -1.8207586303330487, 0.32561571251041477],
  },
  'AdamW, AMSGrad': {
    make: (p) => new AdamW(p, { lr: 0.05, betas: [0.8, 0.95], weightDecay: 0.1, amsgrad: true }),
    expected: [0.7824234085607084, -1.7625152540428226, 0.29356082509489007],
  },
}

describe('optimizers with every option', () => {
  // The figures of PyTorch 1.13 in float64.
  it.each(Object.entries(everyOption))('%s', (_, { make, expected }) => {
    expectClose(descend(make), expected)
  })

  it.each(Object.entries(everyOption))('%s in float32', (_, { make, expected }) => {
    expectClose(descend(make, 4, 'float32'), expected, { relative: 1e-5, absolute: 1e-6 })
  })

  it.each(Object.entries(everyOption))('%s goes on from its saved state', (_, { make }) => {
    const whole = descend(make, 4)
    const parameter = tensor([1, -2, 0.5], { dtype: 'float64', requiresGrad: true })
    const first = make([parameter])
    takeStep(parameter, first)
    takeStep(parameter, first)
    const second = make([parameter])
    second.loadStateDict(first.stateDict())
    takeStep(parameter, second)
    takeStep(parameter, second)
    expect(parameter.toArray()).toEqual(whole.toArray())
  })
})

describe('parameter groups', () => {
  it('have settings of their own, and keep the ratio of their rates', () => {
    const [a, b] = [float64([1], true), float64([1], true)]
    const groups = [{ parameters: [a] }, { parameters: [b], lr: 0.2, weightDecay: 1 }]
    const optimizer = new SGD(groups, { lr: 0.1 })
    const step = () => {
      for (const parameter of [a, b]) parameter.grad = float64([1])
      optimizer.step()
    }
    step()
    expectClose(a, [0.9])
    expectClose(b, [0.6])
    optimizer.lr = 0.05
    step()
    expectClose(a, [0.85])
    expectClose(b, [0.6 - 0.1 * 1.6])
  })

  it('parameters without a gradient are left alone', () => {
    const [a, b] = [float64([1], true), float64([1], true)]
    a.grad = float64([1])
    new SGD([a, b], { lr: 0.1, momentum: 0.9, weightDecay: 0.5 }).step()
    expectClose(b, [1])
  })
})

describe('what is refused', () => {
  it.each<[string, Make]>([
    ['a negative rate', (p) => new SGD(p, { lr: -1 })],
    ['a rate that is no number', (p) => new SGD(p, { lr: Number.NaN })],
    ['nesterov without momentum', (p) => new SGD(p, { lr: 1, nesterov: true })],
    ['a beta of 1', (p) => new Adam(p, { betas: [1, 0.9] })],
    ['an alpha above 1', (p) => new RMSprop(p, { alpha: 2 })],
    ['no parameters', () => new SGD([], { lr: 1 })],
    ['a model for its parameters', () => new SGD(new ReLU() as never, { lr: 1 })],
  ])('%s', (_, make) => {
    expect(() => make([float64([1], true)])).toThrow(OptionError)
  })

  it('a state of another shape', () => {
    const one = new Adam([float64([1, 2], true)])
    const other = new Adam([float64([1], true)])
    expect(() => one.loadStateDict(other.stateDict())).toThrow(
      new StateError('optimizer: 0.0.first has shape [1], expected [2]'),
    )
    expect(() => one.loadStateDict({})).toThrow(new StateError('optimizer: 0.hyper missing'))
  })
})

describe('clipping', () => {
  it('shortens all gradients together, only when they are too long', () => {
    const [a, b] = [float64([0], true), float64([0, 0], true)]
    a.grad = float64([3])
    b.grad = float64([0, -4])
    expectClose(clipGradNorm([a, b], 10), 5)
    expectClose(a.grad, [3])
    clipGradNorm([a, b], 1)
    const factor = 1 / (5 + 1e-6)
    expectClose(a.grad, [3 * factor])
    expectClose(b.grad, [0, -4 * factor])
  })

  it('cuts single elements', () => {
    const a = float64([0, 0, 0], true)
    a.grad = float64([3, -3, 0.5])
    clipGradValue([a], 1)
    expectClose(a.grad, [1, -1, 0.5])
  })

  it('wants gradients', () => {
    expect(() => clipGradNorm([float64([0], true)], 1)).toThrow(
      'clipGradNorm: no parameter has a gradient; call backward() first',
    )
  })
})

describe('WeightAverage', () => {
  it('follows the parameters, and changes places with them', () => {
    const p = float64([1, 0], true)
    const average = new WeightAverage([p], { decay: 0.75 })
    p.data.set([5, 8])
    average.update()
    expectClose(average.averages[0], [2, 2])
    average.swap()
    expectClose(p, [2, 2])
    average.swap()
    expectClose(p, [5, 8])
    expectClose(average.averages[0], [2, 2])
  })
})
