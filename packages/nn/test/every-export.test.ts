import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Generator, Tensor, TensorError, tensor, zeros } from '@handwritten/tensor'
import { afterAll, describe, expect, it } from 'vitest'
import * as nn from '../src/index'

/*
 * Every export is called in plain JavaScript: without arguments, with each argument replaced by each of
 * many wrong values, with one argument more, and with an unknown option. It either works or throws an
 * error of the packages, never a TypeError, and what cannot be meant always throws.
 */

/** Registers a test only where it applies. */
function itWhere(applies: boolean): (name: string, test: () => unknown) => void {
  return applies ? (name, test) => void it(name, test as () => void) : () => undefined
}

type Call = (...args: unknown[]) => unknown

const generator = () => new Generator(1)
const parameter = (grad = true) => {
  const made = tensor([1, 2], { requiresGrad: true })
  if (grad) made.grad = tensor([1, 1])
  return made
}
const images = zeros([4, 3])
const labels = tensor(Int32Array.of(0, 1, 0, 1))
const model = () => new nn.Sequential(new nn.Linear(3, 2, { generator: generator() }))
const loader = () => new nn.TensorLoader(images, labels, { batchSize: 2 })
const trainerOptions = () => {
  const made = model()
  const optimizer = new nn.SGD(made.parameters(), { lr: 0.1 })
  return { model: made, optimizer, train: loader(), test: loader(), epochs: 1 }
}
const trainer = () => new nn.Trainer(trainerOptions())
const file = join(mkdtempSync(join(tmpdir(), 'nn-')), 'a.safetensors')
const rate = () => 0.1

// The wrong value 'text' is a path that can be written.
afterAll(() => rmSync('text', { force: true }))

class Plain extends nn.Module {
  forward(x: Tensor): Tensor {
    return x
  }
}

/** Valid arguments of every function and class; the last one has every option where it is an object. */
const valid: Readonly<Record<string, () => readonly unknown[]>> = {
  encodeCheckpoint: () => [trainer(), { note: 'text' }],
  restoreCheckpoint: () => [trainer(), nn.encodeCheckpoint(trainer())],
  saveCheckpoint: () => [trainer(), file, { note: 'text' }],
  loadCheckpoint: () => [trainer(), file],
  exportModule: () => [model(), { inputFeatures: 3 }],
  exportOnnx: () => [model(), { inputShape: [3], name: 'model' }],
  constant: () => [1],
  ...Object.fromEntries(
    ['heNormal', 'heUniform', 'orthogonal', 'xavierNormal', 'xavierUniform'].map((name) => [
      name,
      () => [[3, 2], { generator: generator(), dtype: 'float32' }],
    ]),
  ),
  ELU: () => [{ alpha: 1 }],
  GELU: () => [{ approximate: 'tanh' }],
  LeakyReLU: () => [{ negativeSlope: 0.1 }],
  LogSoftmax: () => [{ axis: 1 }],
  ReLU: () => [],
  SELU: () => [],
  Sigmoid: () => [],
  SiLU: () => [],
  Softmax: () => [{ axis: 1 }],
  Softplus: () => [{ beta: 2 }],
  Tanh: () => [],
  AvgPool2d: () => [2, { stride: 1, padding: 0, ceilMode: true, countIncludePad: false }],
  MaxPool2d: () => [[2, 2], { stride: 1, padding: 0, ceilMode: true }],
  BatchNorm1d: () => [3, { epsilon: 1e-5, momentum: 0.1, affine: true, dtype: 'float32' }],
  AdaptiveAvgPool2d: () => [2],
  BatchNorm2d: () => [3, { epsilon: 1e-5, momentum: 0.1, affine: true, dtype: 'float32' }],
  ConvTranspose2d: () => [
    1,
    2,
    3,
    { stride: 2, padding: 1, outputPadding: 1, dilation: 1, groups: 1, bias: false },
  ],
  Dropout2d: () => [0.5, { generator: generator() }],
  GroupNorm: () => [1, 3, { epsilon: 1e-5, affine: false, dtype: 'float64' }],
  Conv2d: () => [1, 2, 3, { stride: 1, padding: [1, 1], groups: 1, bias: false }],
  Dropout: () => [0.5, { generator: generator() }],
  Flatten: () => [],
  LayerNorm: () => [[3], { epsilon: 1e-5, affine: false, dtype: 'float64' }],
  Linear: () => [3, 2, { bias: false, dtype: 'float64', initializer: nn.heUniform }],
  Residual: () => [new nn.ReLU()],
  Sequential: () => [new nn.Linear(3, 2), new nn.ReLU()],
  Unflatten: () => [[1, 2]],
  BCEWithLogitsLoss: () => [{ reduction: 'sum' }],
  CrossEntropyLoss: () => [{ weight: tensor([1, 2]), labelSmoothing: 0.1, reduction: 'mean' }],
  KLDivLoss: () => [{ reduction: 'batchMean' }],
  L1Loss: () => [{ reduction: 'none' }],
  MSELoss: () => [{ reduction: 'none' }],
  NLLLoss: () => [{ weight: tensor([1, 2]), reduction: 'none' }],
  SmoothL1Loss: () => [{ beta: 2, reduction: 'none' }],
  Adagrad: () => [[parameter()], { lr: 0.1, lrDecay: 0.1, weightDecay: 0, initialSum: 0 }],
  Adam: () => [[{ parameters: [parameter()], lr: 1 }], { lr: 0.1, betas: [0.9, 0.9] }],
  AdamW: () => [[parameter()], { lr: 0.1, epsilon: 1e-8, weightDecay: 0, amsgrad: true }],
  NAdam: () => [[parameter()], { lr: 0.1, momentumDecay: 0.1 }],
  RMSprop: () => [[parameter()], { lr: 0.1, alpha: 0.9, momentum: 0.1, centered: true }],
  SGD: () => [[parameter()], { lr: 0.1, momentum: 0.9, dampening: 0, nesterov: true }],
  clipGradNorm: () => [[parameter()], 1],
  clipGradValue: () => [[parameter()], 1],
  WeightAverage: () => [[parameter()], { decay: 0.9, warmUp: true }],
  createCriterion: () => [nn.recipes.seed],
  createNetwork: () => [{ ...nn.recipes.seed, sizes: [3, 2] }, generator(), model().stateDict()],
  decodeWeights: () => [nn.encodeCheckpoint(trainer())],
  createOptimizer: () => [nn.recipes.seed, model()],
  createSchedule: () => [nn.recipes.seed, 9],
  createTrainer: () => [
    { ...nn.recipes.seed, sizes: [3, 2] },
    { train: loader(), test: loader(), generator: generator() },
  ],
  layersOf: () => [{ ...nn.recipes.seed, sizes: [3, 2] }],
  parseLayers: () => [[{ type: 'Linear', outFeatures: 3 }], 'layers'],
  parseRecipe: () => [nn.recipes.seed, 'recipe'],
  chainedSchedule: () => [[rate, 3], [rate]],
  constantSchedule: () => [0.1],
  cosineSchedule: () => [0.1, { period: 3, minimum: 0 }],
  exponentialSchedule: () => [0.1, { gamma: 0.9 }],
  linearSchedule: () => [0.1, { start: 1, end: 0, steps: 3 }],
  multiStepSchedule: () => [0.1, { milestones: [1], gamma: 0.1 }],
  oneCycleSchedule: () => [0.1, { steps: 3, rise: 0.3, curve: 'linear' }],
  stepSchedule: () => [0.1, { stepSize: 3, gamma: 0.1 }],
  warmUpSchedule: () => [rate, { steps: 3, start: 0.1 }],
  splitRows: () => [9, 0.5, { seed: 1 }],
  summary: () => [model(), [1, 3], { dtype: 'float32' }],
  TensorLoader: () => [images, labels, { batchSize: 2, shuffle: true, seed: 1 }],
  Trainer: () => [trainerOptions()],
}

/** Classes that are made by subclasses alone, errors, and values. */
const others =
  /^(Loss|Module|Optimizer|ShapeKeeping|recipes|activationNames|initializerNames|oneRank|.*Error)$/

/** Functions of any number of arguments, or whose options are free text. */
const variadic = ['Sequential', 'chainedSchedule']
const freeText = ['encodeCheckpoint', 'saveCheckpoint']

const wrong: readonly unknown[] = [
  ...[undefined, null, Number.NaN, -1, 0.5, 7, 1n, '', 'text', true, Symbol('s')],
  ...[{}, { dim: 1 }, [], [1], [[1]], [null], () => {}, new Date(0), new Map(), /x/],
  ...[new Float32Array(2), new Int32Array(2), zeros([2, 2]), new Plain()],
]

function call(name: string, args: readonly unknown[]): Promise<unknown> {
  const exported = nn[name as keyof typeof nn] as unknown as Call &
    (new (
      ...args: unknown[]
    ) => unknown)
  const isClass = /^class /.test(Function.prototype.toString.call(exported))
  const run = async () => (isClass ? new exported(...args) : exported(...args))
  return run()
}

function isTyped(error: unknown): boolean {
  return error instanceof nn.NetworkError || error instanceof TensorError
}

/** Calls it; anything that is thrown must be an error of the packages. */
async function attempt(name: string, args: readonly unknown[], how: string): Promise<boolean> {
  try {
    await call(name, args)
    return true
  } catch (error) {
    if (!isTyped(error)) throw new Error(`${name} ${how}: ${error}`, { cause: error })
    expect((error as Error).message, `${name} ${how}`).not.toMatch(/undefined is not|Cannot read/)
    return false
  }
}

function shown(value: unknown): string {
  if (typeof value === 'symbol') return 'a symbol'
  return value instanceof Tensor ? 'a tensor' : `${Array.isArray(value) ? '[...]' : String(value)}`
}

it('has valid arguments here', () => {
  const exported = Object.keys(nn).filter((name) => !others.test(name))
  expect(Object.keys(valid).sort()).toEqual(exported.sort())
})

describe.each(Object.keys(valid))('%s', (name) => {
  it('takes valid arguments', async () => {
    if (name === 'loadCheckpoint') await call('saveCheckpoint', valid.saveCheckpoint())
    await call(name, valid[name]())
  })

  it('without arguments works or throws an error of the package', async () => {
    await attempt(name, [], 'without arguments')
  })

  it('with a wrong argument works or throws an error of the package', async () => {
    for (const [place] of valid[name]().entries()) {
      for (const value of wrong) {
        const args = valid[name]().map((arg, i) => (i === place ? value : arg))
        await attempt(name, args, `with ${shown(value)} as argument ${place}`)
      }
    }
  })

  it('with wrong values of its options works or throws an error of the package', async () => {
    const options = valid[name]().at(-1)
    if (Object.prototype.toString.call(options) !== '[object Object]' || options instanceof Plain)
      return
    for (const key of Object.keys(options as object)) {
      for (const value of wrong) {
        const args = valid[name]()
        const spoilt = [...args.slice(0, -1), { ...(args.at(-1) as object), [key]: value }]
        await attempt(name, spoilt, `with ${shown(value)} as ${key}`)
      }
    }
  })

  itWhere(!variadic.includes(name))('refuses one argument more', async () => {
    for (const extra of [1, undefined, {}, tensor([1])]) {
      const args = [...valid[name](), extra]
      expect(await attempt(name, args, 'with one argument more'), `${shown(extra)}`).toBe(false)
    }
  })

  const takesOptions = () => {
    const last = valid[name]().at(-1)
    return Object.getPrototypeOf(Object(last)) === Object.prototype
  }
  itWhere(!(freeText.includes(name) || !takesOptions()))('refuses an unknown option', async () => {
    const args = valid[name]()
    const options = { ...(args.at(-1) as object), weight_decay: 1 }
    const isRecipe = 'sizes' in options
    const done = await attempt(name, [...args.slice(0, -1), options], 'with an unknown option')
    if (!isRecipe) expect(done).toBe(false)
  })

  itWhere(takesOptions())('refuses options that are no plain object', async () => {
    for (const value of [0.1, 'text', [], [1], true, null, tensor([1]), new Map()]) {
      const args = [...valid[name]().slice(0, -1), value]
      expect(await attempt(name, args, `with ${shown(value)} as options`), shown(value)).toBe(false)
    }
  })
})

describe('an unknown option is named with the nearest right one', () => {
  it.each<[string, () => unknown, string]>([
    ['CrossEntropyLoss', () => [{ ignoreIndex: 1 }], "unknown option 'ignoreIndex'"],
    ['SGD', () => [[parameter()], { lr: 1, weight_decay: 1 }], "did you mean 'weightDecay'?"],
    ['Adam', () => [[parameter()], { learningRate: 0.5 }], "did you mean 'lr'?"],
    ['MSELoss', () => [{ reduction: 'Sum' }], "reduction: expected 'mean' or 'sum' or 'none'"],
    ['Linear', () => [4, 2, false], 'options: expected an object such as { bias'],
    ['Adam', () => [[parameter()], 0.1], 'settings: expected an object such as'],
    ['Adam', () => [[{ parameters: [parameter()], beta: 1 }]], "did you mean 'betas'?"],
    ['Trainer', () => [{ ...trainerOptions(), epoch: 3 }], "did you mean 'epochs'?"],
    ['Sequential', () => [[new nn.ReLU()]], 'Sequential'],
  ])('%s', async (name, args, message) => {
    await expect(call(name, args() as unknown[])).rejects.toThrow(message)
  })
})
