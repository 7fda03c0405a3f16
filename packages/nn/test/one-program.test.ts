import {
  capture,
  cumulativeSum,
  Generator,
  logSoftmax,
  type OnReplay,
  setBackend,
  softmax,
  sum,
  type Tensor,
  tensor,
  useThreads,
} from '@handwritten/tensor'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as nn from '../src/index'

/*
 * On the WebAssembly backend a captured step is a program of compiled kernels. A call without one runs on the
 * reference backend while the threads of the program wait, which no layer, loss or optimizer may make them do.
 */

type Optimizer = (parameters: readonly Tensor[]) => { step(): void; zeroGrad(): void }

const generator = new Generator(1)
const linear = (inputs: number, outputs: number) => new nn.Linear(inputs, outputs, { generator })
const conv = (inputs: number) => new nn.Conv2d(inputs, 4, 3, { generator, padding: 1 })
const labels = tensor(
  Array.from({ length: 32 }, (_, i) => i % 10),
  { dtype: 'int32' },
)
const targets = softmax(generator.normal([32, 10]))
const weight = generator.uniform([10])
const rows = generator.normal([32, 20])
const images = generator.normal([32, 1, 8, 8])
const words = generator.normal([32, 8, 8])

const sgd: Optimizer = (parameters) => new nn.SGD(parameters, { lr: 0.01 })
const crossEntropy = (logits: Tensor) => new nn.CrossEntropyLoss().forward(logits, labels)

interface Step {
  optimizer?: Optimizer
  loss?: (output: Tensor) => Tensor
  input?: Tensor
  beforeUpdate?: (parameters: readonly Tensor[]) => unknown
}

/** A captured training step that has been recorded, ready to replay. */
function replayed(model: nn.Module, step: Step = {}): () => Tensor {
  const { optimizer = sgd, loss = crossEntropy, input = rows, beforeUpdate } = step
  const updates = optimizer(model.parameters())
  const train = capture(
    (x: Tensor) => {
      const result = loss(model.call(x))
      result.backward()
      beforeUpdate?.(model.parameters())
      updates.step()
      updates.zeroGrad()
      return result
    },
    { onReplay: seeCallsOfHost },
  )
  for (let run = 0; run < 3; run++) train(input)
  return () => train(input)
}

/** The kernels that replays have left to the host. */
const called = new Set<string>()

// With two threads, a part of a program has the seconds of both, and a call of the host those of one.
const seeCallsOfHost: OnReplay = (parts) => {
  for (const { calls } of parts.filter(({ seconds }) => seconds.length === 1)) {
    for (const { kernel, args } of calls) {
      called.add(typeof args[0] === 'string' ? `${kernel} ${args[0]}` : kernel)
    }
  }
}

beforeAll(async () => {
  setBackend('wasm')
  await useThreads({ threads: 2 })
})
beforeEach(() => called.clear())
afterAll(() => useThreads({ threads: 1 }))

/** Asserts that a replay leaves nothing to the host. */
function isOneProgram(model: nn.Module, step?: Step): void {
  const replay = replayed(model, step)
  called.clear()
  expect(replay().item()).toBeTypeOf('number')
  expect([...called]).toEqual([])
}

const around = (layer: nn.Module) =>
  new nn.Sequential(linear(20, 16), layer as nn.Module, linear(16, 10)) as nn.Module

const layers: Record<string, () => nn.Module> = {
  ReLU: () => new nn.ReLU(),
  LeakyReLU: () => new nn.LeakyReLU(),
  ELU: () => new nn.ELU(),
  SELU: () => new nn.SELU(),
  GELU: () => new nn.GELU(),
  'GELU by tanh': () => new nn.GELU({ approximate: 'tanh' }),
  SiLU: () => new nn.SiLU(),
  Softplus: () => new nn.Softplus({ beta: 2 }),
  Sigmoid: () => new nn.Sigmoid(),
  Tanh: () => new nn.Tanh(),
  Softmax: () => new nn.Softmax(),
  'Softmax of columns': () => new nn.Softmax({ axis: 0 }),
  LogSoftmax: () => new nn.LogSoftmax(),
  LayerNorm: () => new nn.LayerNorm(16),
  BatchNorm1d: () => new nn.BatchNorm1d(16),
  Dropout: () => new nn.Dropout(0.3, { generator }),
  Residual: () => new nn.Residual(linear(16, 16) as never),
}

const optimizers: Record<string, Optimizer> = {
  'SGD with all its options': (p) =>
    new nn.SGD(p, { lr: 0.01, momentum: 0.9, nesterov: true, weightDecay: 0.1 }),
  Adam: (p) => new nn.Adam(p, { weightDecay: 0.1 }),
  AdamW: (p) => new nn.AdamW(p, { amsgrad: true }),
  NAdam: (p) => new nn.NAdam(p, { weightDecay: 0.1 }),
  RMSprop: (p) => new nn.RMSprop(p, { momentum: 0.9, centered: true, weightDecay: 0.1 }),
  Adagrad: (p) => new nn.Adagrad(p, { lrDecay: 0.1, weightDecay: 0.1 }),
}

const losses: Record<string, (output: Tensor) => Tensor> = {
  'cross entropy, smoothed': (y) =>
    new nn.CrossEntropyLoss({ labelSmoothing: 0.1 }).forward(y, labels),
  'cross entropy of probabilities': (y) =>
    new nn.CrossEntropyLoss({ labelSmoothing: 0.1 }).forward(y, targets),
  'cross entropy, weighted': (y) =>
    new nn.CrossEntropyLoss({ weight, labelSmoothing: 0.1 }).measure(y, labels).loss,
  'cross entropy, summed': (y) => new nn.CrossEntropyLoss({ reduction: 'sum' }).forward(y, labels),
  'mean squares': (y) => new nn.MSELoss().forward(y, targets),
  'mean sizes': (y) => new nn.L1Loss().forward(y, targets),
  'smooth mean sizes': (y) => new nn.SmoothL1Loss().forward(y, targets),
  'binary cross entropy': (y) => new nn.BCEWithLogitsLoss().forward(y, targets),
  divergence: (y) => new nn.KLDivLoss().forward(logSoftmax(y), targets),
  'negative log likelihood': (y) => new nn.NLLLoss({ weight }).forward(logSoftmax(y), labels),
}

describe('a captured training step is one program', () => {
  it('but not where a call has no kernel', () => {
    const replay = replayed(around(new nn.ReLU()), { loss: (y) => sum(cumulativeSum(y)) })
    called.clear()
    replay()
    expect([...called]).toContain('cumulative sum')
  })

  it.each(Object.entries(layers))('with %s', (_, layer) => isOneProgram(around(layer())))

  it.each(Object.entries(optimizers))('with %s', (_, optimizer) =>
    isOneProgram(around(new nn.ReLU()), { optimizer }),
  )

  it.each(Object.entries(losses))('with %s', (_, loss) =>
    isOneProgram(around(new nn.ReLU()), { loss }),
  )

  it('with clipped gradients', () => {
    const clipped = (parameters: readonly Tensor[]) => {
      nn.clipGradNorm(parameters, 1)
      nn.clipGradValue(parameters, 0.1)
    }
    isOneProgram(around(new nn.ReLU()), { beforeUpdate: clipped })
  })

  it('with a mean of the weights', () => {
    const model = around(new nn.ReLU())
    const mean = new nn.WeightAverage(model.parameters())
    isOneProgram(model, { beforeUpdate: () => mean.update() })
  })

  it('with convolutions and pools', () => {
    const model = new nn.Sequential(
      ...[conv(1), new nn.ReLU(), new nn.MaxPool2d(2), conv(4), new nn.AvgPool2d(2)],
      ...[new nn.Flatten(), linear(16, 10)],
    ) as nn.Module
    isOneProgram(model, { input: images })
  })

  it('with three axes', () => {
    const model = new nn.Sequential(
      ...[new nn.BatchNorm1d(8), linear(8, 8), new nn.LayerNorm(8), new nn.GELU()],
      ...[new nn.Flatten(), linear(64, 10)],
    ) as nn.Module
    isOneProgram(model, { input: words })
  })

  it('in float64', () => {
    const wide = { generator, dtype: 'float64' } as const
    const model = new nn.Sequential(
      ...[new nn.Linear(20, 16, wide), new nn.GELU(), new nn.Linear(16, 10, wide)],
    ) as nn.Module
    isOneProgram(model, {
      input: rows.astype('float64'),
      loss: (y) => new nn.MSELoss().forward(y, targets.astype('float64')),
      optimizer: (p) => new nn.RMSprop(p),
    })
  })
})
