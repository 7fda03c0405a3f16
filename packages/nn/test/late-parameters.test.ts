import { capture, setBackend, type Tensor } from '@handwritten/tensor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  Adagrad,
  Adam,
  AdamW,
  exponentialSchedule,
  NAdam,
  type Optimizer,
  OptionError,
  RMSprop,
  SGD,
} from '../src/index'
import { expectClose, float64, type Nested, readFixture } from './support/golden'

/** Made by torch/make-late-parameters.py. */
interface LateParameters {
  starts: Nested[]
  /** The gradient of each parameter in each step, null where it has none. */
  cases: { name: string; gradients: (Nested | null)[][]; after: Nested[] }[]
}

const { starts, cases } = readFixture<LateParameters>('late-parameters.json')

const made: Record<string, (parameters: readonly Tensor[]) => Optimizer> = {
  SGD: (p) => new SGD(p, { lr: 0.1 }),
  'SGD, momentum and dampening': (p) =>
    new SGD(p, { lr: 0.1, momentum: 0.9, dampening: 0.5, weightDecay: 0.1 }),
  'SGD, nesterov': (p) => new SGD(p, { lr: 0.1, momentum: 0.9, nesterov: true }),
  Adam: (p) => new Adam(p, { lr: 0.1 }),
  'Adam, AMSGrad and decay': (p) =>
    new Adam(p, { lr: 0.1, betas: [0.8, 0.95], weightDecay: 0.1, amsgrad: true }),
  AdamW: (p) => new AdamW(p, { lr: 0.1, weightDecay: 0.1 }),
  NAdam: (p) => new NAdam(p, { lr: 0.1, momentumDecay: 0.02 }),
  'Adagrad, lrDecay': (p) => new Adagrad(p, { lr: 0.1, lrDecay: 0.2, initialSum: 0.3 }),
  'RMSprop, centered': (p) =>
    new RMSprop(p, { lr: 0.1, alpha: 0.9, momentum: 0.5, centered: true }),
}

const schedule = exponentialSchedule(0.1, { gamma: 0.9 })

const parameters = () => starts.map((start) => float64(start, true))

describe.each(['wasm', 'reference'] as const)('parameters that join late, on %s', (backend) => {
  beforeAll(() => setBackend(backend))
  afterAll(() => setBackend('wasm'))

  it.each(cases)('count their own steps, as in PyTorch: $name', ({ name, gradients, after }) => {
    const learned = parameters()
    const optimizer = made[name](learned)
    gradients.forEach((ofStep, step) => {
      optimizer.lr = schedule(step)
      learned.forEach((parameter, place) => {
        const gradient = ofStep[place]
        parameter.grad = gradient === null ? null : float64(gradient)
      })
      optimizer.step()
    })
    learned.forEach((parameter, place) => {
      expectClose(parameter, after[place])
    })
  })

  it.each(cases)('keep their counts in a saved state: $name', ({ name, gradients, after }) => {
    const learned = parameters()
    let optimizer = made[name](learned)
    gradients.forEach((ofStep, step) => {
      const next = made[name](learned)
      next.loadStateDict(optimizer.stateDict())
      optimizer = next
      optimizer.lr = schedule(step)
      learned.forEach((parameter, place) => {
        const gradient = ofStep[place]
        parameter.grad = gradient === null ? null : float64(gradient)
      })
      optimizer.step()
    })
    learned.forEach((parameter, place) => {
      expectClose(parameter, after[place])
    })
  })
})

it('two captured steps that share an optimizer count the steps of the parameters each of them moves', () => {
  const run = (wrap: typeof capture) => {
    const [trunk, left, right] = [1, 2, 3].map((value) => float64([value], true))
    const optimizer = new Adam([trunk, left, right], { lr: 0.1 })
    const step = (head: Tensor) =>
      wrap((x: Tensor) => {
        const loss = trunk.multiply(head).multiply(x).sum()
        loss.backward()
        optimizer.step()
        optimizer.zeroGrad()
        return loss
      })
    const [first, second] = [step(left), step(right)]
    const order = [first, first, first, first, second, second, second, second, first, second]
    order.forEach((take, place) => {
      take(float64([0.5 + place]))
    })
    return [trunk, left, right].map((parameter) => parameter.item())
  }
  expect(run(capture)).toEqual(run(((body: unknown) => body) as typeof capture))
})

describe('a state saved by versions that counted steps by group', () => {
  it('gives every parameter of the group the count of the group', () => {
    const old = new Adam([float64([1], true)], { lr: 0.1 })
    const [a, b] = [float64([1], true), float64([1], true)]
    const optimizer = new Adam([a, b], { lr: 0.5 })
    const zero = float64([0])
    const moments = { first: zero, second: zero }
    const state = Object.fromEntries(
      [0, 1].flatMap((place) =>
        Object.entries(moments).map(([name, value]) => [`0.${place}.${name}`, value]),
      ),
    )
    const hyper = float64([0.1, 0.9, 0.999, 1e-8, 0, 7])
    expect(Object.keys(old.stateDict())[0]).toBe('0.hyper')
    optimizer.loadStateDict({ ...state, '0.hyper': hyper })
    expect(optimizer.lr).toBe(0.1)
    expect(optimizer.stateDict()['0.hyper'].toArray()).toEqual([hyper.toArray(), hyper.toArray()])
  })
})

describe('the parameters of an optimizer', () => {
  it('are updated once, also where a tensor is given twice', () => {
    const a = float64([1], true)
    const optimizer = new SGD([a, a], { lr: 0.1 })
    a.grad = float64([1])
    optimizer.step()
    expectClose(a, [0.9])
  })

  it('are refused in two groups, as results of operations, and as what is no tensor', () => {
    const a = float64([1], true)
    const groups = [{ parameters: [a] }, { parameters: [a], lr: 0.2 }]
    expect(() => new SGD(groups, { lr: 0.1 })).toThrow(
      new OptionError('optimizer: a parameter of shape [1] is in groups 0 and 1; put it into one'),
    )
    expect(() => new SGD([a.multiply(2)], { lr: 0.1 })).toThrow("is the result of 'multiply'")
    expect(() => new SGD([{ weight: a }] as never, { lr: 0.1 })).toThrow(OptionError)
    expect(() => new SGD([[1]] as never, { lr: 0.1 })).toThrow(OptionError)
    expect(() => new SGD([null] as never, { lr: 0.1 })).toThrow(OptionError)
  })

  it('keep the rate of a loaded state when the first group does not move', () => {
    const make = () =>
      new SGD([{ parameters: [float64([1], true)], lr: 0 }, { parameters: [float64([1], true)] }], {
        lr: 0.5,
      })
    const [first, second] = [make(), make()]
    first.lr = 0.25
    second.loadStateDict(first.stateDict())
    expect(second.lr).toBe(0.25)
  })
})
