import { Generator, type Tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  Adagrad,
  Adam,
  AdamW,
  CrossEntropyLoss,
  chainedSchedule,
  clipGradNorm,
  clipGradValue,
  constant,
  constantSchedule,
  cosineSchedule,
  heNormal,
  heUniform,
  KLDivLoss,
  linearSchedule,
  MSELoss,
  multiStepSchedule,
  NAdam,
  OptionError,
  oneCycleSchedule,
  orthogonal,
  RMSprop,
  SGD,
  SmoothL1Loss,
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
