import { Generator, matmul, ShapeError, type Tensor, tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  Adagrad,
  Adam,
  AdamW,
  BCEWithLogitsLoss,
  CrossEntropyLoss,
  chainedSchedule,
  clipGradNorm,
  clipGradValue,
  constant,
  constantSchedule,
  cosineSchedule,
  exponentialSchedule,
  heNormal,
  heUniform,
  KLDivLoss,
  L1Loss,
  linearSchedule,
  MSELoss,
  multiStepSchedule,
  NAdam,
  NLLLoss,
  OptionError,
  oneCycleSchedule,
  orthogonal,
  RMSprop,
  SGD,
  SmoothL1Loss,
  StateError,
  stepSchedule,
  WeightAverage,
  warmUpSchedule,
  xavierUniform,
} from '../src/index'
import { expectClose, float64 } from './support/golden'

const one = () => [float64([1], true)]
const rate = constantSchedule(1)

/** A parameter with a gradient. */
function learning(gradient: number): Tensor {
  const parameter = float64([1], true)
  parameter.grad = float64([gradient])
  return parameter
}

describe('an option out of range is refused by name:', () => {
  it.each<[string, () => unknown]>([
    ['optimizer: there are no parameters to update', () => new SGD([], { lr: 1 })],
    ['optimizer: lr must be at least 0, but is -1', () => new SGD(one(), { lr: -1 })],
    ['optimizer: lr must be at least 0, but is NaN', () => new Adam(one(), { lr: Number.NaN })],
    [
      'optimizer: lr must be at least 0, but is -2',
      () => new SGD([{ parameters: one(), lr: -2 }], { lr: 1 }),
    ],
    [
      'optimizer: lr must be at least 0, but is -3',
      () => Object.assign(new Adam(one()), { lr: -3 }),
    ],
    ['SGD: momentum must be at least 0, but is -1', () => new SGD(one(), { lr: 1, momentum: -1 })],
    [
      'SGD: weightDecay must be at least 0, but is -1',
      () => new SGD(one(), { lr: 1, weightDecay: -1 }),
    ],
    [
      'SGD: momentum must be above 0 with nesterov, but is 0',
      () => new SGD(one(), { lr: 1, nesterov: true }),
    ],
    [
      'SGD: dampening must be 0 with nesterov, but is 0.1',
      () => new SGD(one(), { lr: 1, nesterov: true, momentum: 0.9, dampening: 0.1 }),
    ],
    ['Adam: betas must be in [0, 1), but is 1', () => new Adam(one(), { betas: [1, 0.9] })],
    ['Adam: betas must be in [0, 1), but is -0.1', () => new Adam(one(), { betas: [0.9, -0.1] })],
    ['Adam: epsilon must be at least 0, but is -1', () => new Adam(one(), { epsilon: -1 })],
    ['Adam: weightDecay must be at least 0, but is -1', () => new Adam(one(), { weightDecay: -1 })],
    ['NAdam: betas must be in [0, 1), but is 1', () => new NAdam(one(), { betas: [0.9, 1] })],
    ['NAdam: betas must be in [0, 1), but is -0.1', () => new NAdam(one(), { betas: [-0.1, 0.9] })],
    ['NAdam: epsilon must be at least 0, but is -1', () => new NAdam(one(), { epsilon: -1 })],
    [
      'NAdam: weightDecay must be at least 0, but is -1',
      () => new NAdam(one(), { weightDecay: -1 }),
    ],
    [
      'NAdam: momentumDecay must be at least 0, but is -1',
      () => new NAdam(one(), { momentumDecay: -1 }),
    ],
    ['RMSprop: alpha must be in [0, 1), but is 1', () => new RMSprop(one(), { alpha: 1 })],
    ['RMSprop: alpha must be in [0, 1), but is -0.1', () => new RMSprop(one(), { alpha: -0.1 })],
    ['RMSprop: epsilon must be at least 0, but is -1', () => new RMSprop(one(), { epsilon: -1 })],
    [
      'RMSprop: weightDecay must be at least 0, but is -1',
      () => new RMSprop(one(), { weightDecay: -1 }),
    ],
    ['RMSprop: momentum must be at least 0, but is -1', () => new RMSprop(one(), { momentum: -1 })],
    ['Adagrad: lrDecay must be at least 0, but is -1', () => new Adagrad(one(), { lrDecay: -1 })],
    [
      'Adagrad: weightDecay must be at least 0, but is -1',
      () => new Adagrad(one(), { weightDecay: -1 }),
    ],
    [
      'Adagrad: initialSum must be at least 0, but is -1',
      () => new Adagrad(one(), { initialSum: -1 }),
    ],
    ['Adagrad: epsilon must be at least 0, but is -1', () => new Adagrad(one(), { epsilon: -1 })],
    ['WeightAverage: decay must be in [0, 1), but is 1', () => new WeightAverage([], { decay: 1 })],
    [
      'WeightAverage: decay must be in [0, 1), but is -1',
      () => new WeightAverage([], { decay: -1 }),
    ],
    ['clipGradNorm: maxNorm must be above 0, but is 0', () => clipGradNorm([learning(1)], 0)],
    ['clipGradValue: limit must be at least 0, but is -1', () => clipGradValue([learning(1)], -1)],
    [
      'clipGradValue: no parameter has a gradient; call backward() first',
      () => clipGradValue(one(), 1),
    ],
    [
      'CrossEntropyLoss: labelSmoothing must be from 0 to 1, but is 1.5',
      () => new CrossEntropyLoss({ labelSmoothing: 1.5 }),
    ],
    [
      'CrossEntropyLoss: labelSmoothing must be from 0 to 1, but is -0.5',
      () => new CrossEntropyLoss({ labelSmoothing: -0.5 }),
    ],
    ['SmoothL1Loss: beta must be above 0, but is 0', () => new SmoothL1Loss({ beta: 0 })],
    [
      'warmUpSchedule: steps must be a whole number of at least 1, but is 0',
      () => warmUpSchedule(rate, { steps: 0 }),
    ],
    ['chainedSchedule: at least one schedule is needed', () => chainedSchedule()],
    [
      'chainedSchedule: steps of every schedule but the last must be a whole number of at least 1, but is 0',
      () => chainedSchedule([rate, 0], [rate]),
    ],
    [
      'chainedSchedule: steps of every schedule but the last must be a whole number of at least 1, but is NaN',
      () => chainedSchedule([rate, 1], [rate], [rate]),
    ],
    [
      'cosineSchedule: period must be a whole number of at least 1, but is 0',
      () => cosineSchedule(1, { period: 0 }),
    ],
    [
      'stepSchedule: stepSize must be a whole number of at least 1, but is 0.5',
      () => stepSchedule(1, { stepSize: 0.5 }),
    ],
    [
      'linearSchedule: steps must be a whole number of at least 1, but is -1',
      () => linearSchedule(1, { steps: -1 }),
    ],
    [
      'oneCycleSchedule: steps must be a whole number of at least 2, but is 1',
      () => oneCycleSchedule(1, { steps: 1 }),
    ],
    [
      'oneCycleSchedule: rise must be at least 0 and below 1, but is 1',
      () => oneCycleSchedule(1, { steps: 9, rise: 1 }),
    ],
  ])('%s', (message, make) => {
    expect(make).toThrow(new OptionError(message))
  })
})

it('options at the ends of their ranges are taken', () => {
  const nothing = { epsilon: 0, weightDecay: 0 }
  for (const optimizer of [
    new SGD(one(), { lr: 0, momentum: 0, weightDecay: 0, dampening: 0.5 }),
    new SGD(one(), { lr: 1, momentum: 0.1, nesterov: true }),
    new Adam(one(), { betas: [0, 0], ...nothing }),
    new NAdam(one(), { betas: [0, 0], momentumDecay: 0, ...nothing }),
    new RMSprop(one(), { alpha: 0, momentum: 0, ...nothing }),
    new Adagrad(one(), { lrDecay: 0, initialSum: 0, ...nothing }),
  ])
    expect(() => optimizer.step()).not.toThrow()
  const parameter = learning(3)
  clipGradValue([parameter], 0)
  expectClose(parameter.grad as Tensor, [0])
  for (const labelSmoothing of [0, 1])
    expect(new CrossEntropyLoss({ labelSmoothing }).labelSmoothing).toBe(labelSmoothing)
  expect(warmUpSchedule(rate, { steps: 1 })(0)).toBe(0)
  expect(oneCycleSchedule(1, { steps: 2, rise: 0 })(1)).toBeLessThan(1)
})

/** Where one step of gradient 2 leads from 1, and another of gradient -1 from there. */
function twoSteps(make: (parameters: Tensor[]) => { step(): void }): number[] {
  const parameter = float64([1], true)
  const optimizer = make([parameter])
  return [2, -1].map((gradient) => {
    parameter.grad = float64([gradient])
    optimizer.step()
    return parameter.toTypedArray()[0]
  })
}

describe('what is left out is as the documentation says', () => {
  it('in optimizers', () => {
    expect([new Adam(one()).lr, new AdamW(one()).lr, new NAdam(one()).lr]).toEqual([
      0.001, 0.001, 0.002,
    ])
    expect([new RMSprop(one()).lr, new Adagrad(one()).lr]).toEqual([0.01, 0.01])
    expect(twoSteps((p) => new AdamW(p))).toEqual(
      twoSteps((p) => new AdamW(p, { weightDecay: 0.01 })),
    )
    expect(twoSteps((p) => new AdamW(p))).not.toEqual(twoSteps((p) => new Adam(p)))
  })

  it('in schedules', () => {
    expect([0, 2, 4].map(warmUpSchedule(rate, { steps: 4 }))).toEqual([0, 0.5, 1])
    expect(cosineSchedule(2, { period: 4 })(4)).toBe(0)
    expect([3, 4].map(stepSchedule(2, { stepSize: 4 }))).toEqual([2, 0.2])
    expect([3, 4].map(multiStepSchedule(2, { milestones: [4] }))).toEqual([2, 0.2])
    expect([0, 4, 9].map(linearSchedule(3, { steps: 4 }))).toEqual([1, 3, 3])
  })

  it('in losses', () => {
    expect(new MSELoss().reduction).toBe('mean')
    expect(new SmoothL1Loss().beta).toBe(1)
    expect([new KLDivLoss().batchMean, new KLDivLoss().reduction]).toEqual([false, 'mean'])
  })

  it('in initializers', () => {
    const generator = new Generator(1)
    const dtypes = [heNormal, heUniform, xavierUniform, orthogonal, constant(1)].map(
      (initializer) => initializer([3, 2], { generator }).dtype,
    )
    expect(dtypes).toEqual(dtypes.map(() => 'float32'))
    expect(constant(1)([2], { dtype: 'float64' }).dtype).toBe('float64')
  })
})

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
  const [one, other] = [[[1, 2]], [[1], [2]]].map((values) => new WeightAverage([float64(values)]))
  expect(() => one.loadStateDict(other.stateDict())).toThrow(
    new StateError('WeightAverage: 0 must have shape [1, 2], found shape [2, 1]'),
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

describe('a running mean of weights', () => {
  it('forgets a thousandth at each update unless told otherwise', () => {
    const parameter = float64([1], true)
    const average = new WeightAverage([parameter])
    parameter.data[0] = 2
    average.update()
    expectClose(average.averages[0], [1.001])
  })

  it('has a short memory at first when asked: it keeps (1 + n) / (10 + n), up to its decay', () => {
    const parameter = float64([0], true)
    const average = new WeightAverage([parameter], { decay: 0.2, warmUp: true })
    parameter.data[0] = 1
    average.update()
    expectClose(average.averages[0], [9 / 11])
    average.update()
    expectClose(average.averages[0], [1 - (2 / 11) * 0.2])
  })

  it('is saved and goes on as if it had not been', () => {
    const parameter = float64([0], true)
    const make = () => new WeightAverage([parameter], { decay: 0.9, warmUp: true })
    const first = make()
    parameter.data[0] = 1
    first.update()
    const second = make()
    second.loadStateDict(first.stateDict())
    for (const average of [first, second]) average.update()
    expect(second.averages[0].toArray()).toEqual(first.averages[0].toArray())
    expect(Object.keys(second.stateDict())).toEqual(['0', 'count'])
  })

  it('refuses a state that is not its own', () => {
    const average = new WeightAverage([float64([1, 2], true)])
    expect(() => average.loadStateDict({})).toThrow(
      new StateError('WeightAverage: 0 must have shape [2], found nothing'),
    )
    const longer = new WeightAverage([float64([1, 2, 3], true)]).stateDict()
    expect(() => average.loadStateDict(longer)).toThrow(
      new StateError('WeightAverage: 0 must have shape [2], found shape [3]'),
    )
  })
})

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

it('the last schedule of a chain has no end, whatever is said of it', () => {
  const halving = exponentialSchedule(8, { gamma: 0.5 })
  expect([2, 3, 4].map(chainedSchedule([rate, 2], [halving, 1]))).toEqual([8, 4, 2])
})

describe('initializers', () => {
  it('count the inputs of a vector as its length', () => {
    const values = heUniform([600], { generator: new Generator(1) }).toTypedArray()
    const largest = Math.max(...Array.from(values, Math.abs))
    expect(largest).toBeLessThanOrEqual(0.1)
    expect(largest).toBeGreaterThan(0.099)
  })

  it('make kernels whose rows are perpendicular', () => {
    const w = orthogonal([4, 2, 3, 3], { generator: new Generator(3), dtype: 'float64' })
    expect(w.shape).toEqual([4, 2, 3, 3])
    const rows = tensor(w.toTypedArray(), { shape: [4, 18], dtype: 'float64' })
    const identity = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => Number(i === j)))
    expectClose(matmul(rows, rows.T), identity, { absolute: 1e-14 })
  })
})
