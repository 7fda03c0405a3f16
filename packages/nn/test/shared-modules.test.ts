import { Generator, type Tensor, tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  Adam,
  type AnyTrainer,
  BatchNorm1d,
  clipGradNorm,
  Dropout,
  encodeCheckpoint,
  exportModule,
  exportOnnx,
  Linear,
  Module,
  MSELoss,
  restoreCheckpoint,
  Sequential,
  SGD,
  StateError,
  summary,
  Tanh,
  TensorLoader,
  Trainer,
  WeightAverage,
} from '../src/index'
import { expectClose, float64 } from './support/golden'

const generator = () => new Generator(3)

/** One layer, which is used before and after an activation. */
function tied(): { model: Sequential; layer: Linear } {
  const layer: Linear = new Linear(4, 4, { generator: generator() })
  return { layer, model: new Sequential(layer, new Tanh(), layer) as Sequential }
}

/** A tensor that two modules hold under names of their own. */
class Twin extends Module {
  readonly encoder = new Linear(3, 3, { bias: false, generator: generator() })
  readonly outputWeight = this.encoder.weight

  forward(x: Tensor): Tensor {
    return this.encoder.call(x).matmul(this.outputWeight)
  }
}

describe('a layer or a parameter that is held in two places', () => {
  it('is one parameter with its first name, and has every name in a state, as in PyTorch', () => {
    const { model, layer } = tied()
    expect(model.namedParameters().map(([name]) => name)).toEqual(['0.weight', '0.bias'])
    expect(model.parameters()).toEqual([layer.weight, layer.bias])
    expect(Object.keys(model.stateDict())).toEqual(['0.weight', '0.bias', '2.weight', '2.bias'])
    const twin = new Twin()
    expect(twin.namedParameters().map(([name]) => name)).toEqual(['output_weight'])
    expect(Object.keys(twin.stateDict())).toEqual(['output_weight', 'encoder.weight'])
  })

  it('is updated once in a step, and its gradient counts once in a norm', () => {
    const parameter = float64([1], true)
    class Holder extends Module {
      readonly a = parameter
      readonly b = [parameter]
      forward(x: Tensor): Tensor {
        return x.multiply(this.a)
      }
    }
    const model = new Holder()
    parameter.grad = float64([3])
    expectClose(clipGradNorm([parameter, parameter], 10), 3)
    expectClose(clipGradNorm(model.parameters(), 10), 3)
    new SGD(model.parameters(), { lr: 0.1 }).step()
    expectClose(parameter, [0.7])
  })

  it('is averaged once, so that swapping twice gives the weights back', () => {
    const parameter = float64([1], true)
    const average = new WeightAverage([parameter, parameter], { decay: 0.5 })
    parameter.data[0] = 3
    average.update()
    average.swap()
    expectClose(parameter, [2])
    average.swap()
    expectClose(parameter, [3])
  })

  it('is counted once by summary, in the first layer that holds it', () => {
    const lines = summary(tied().model, [1, 4]).split('\n')
    expect(lines.map((line) => line.trim().split(/\s+/).at(-1))).toEqual([
      'parameters',
      '20',
      '0',
      '0',
      '20',
    ])
  })

  it('is loaded from any one of its names, and refused when its names differ', () => {
    const [{ model }, { model: other }] = [tied(), tied()]
    const { '0.weight': weight, '0.bias': bias } = other.stateDict()
    model.loadStateDict({ '2.weight': weight, '0.bias': bias })
    expect(model.stateDict()['0.weight'].toArray()).toEqual(weight.toArray())
    const differing = { ...other.stateDict(), '2.bias': tensor([1, 2, 3, 4]) }
    expect(() => model.loadStateDict(differing)).toThrow(
      new StateError(
        'loadStateDict: 0.bias and 2.bias are one tensor in this module, but differ in the state',
      ),
    )
    expect(() => model.loadStateDict({ '0.bias': bias })).toThrow('0.weight missing')
  })

  it('is written once by the exports', () => {
    const { model } = tied()
    const separate = new Sequential(new Linear(4, 4), new Tanh(), new Linear(4, 4))
    const bytes = 4 * (16 + 4)
    const onnx = (of: Module) => exportOnnx(of, { inputShape: [4] }).length
    expect(onnx(separate) - onnx(model)).toBeGreaterThanOrEqual(bytes)
    const source = (of: Module) => exportModule(of, { inputFeatures: 4 }).length
    expect(source(separate) - source(model)).toBeGreaterThanOrEqual(bytes)
  })

  it('trains as in PyTorch: the gradient of the layer is the sum over its uses', () => {
    const { model, layer } = tied()
    const [left, right] = [0, 1].map(() => new Linear(4, 4))
    for (const copy of [left, right]) copy.loadStateDict(layer.stateDict())
    const x = new Generator(5).normal([6, 4])
    model.call(x).sum().backward()
    new Sequential(left, new Tanh(), right).call(x).sum().backward()
    const sum = (left.weight.grad as Tensor).add(right.weight.grad as Tensor)
    expectClose(layer.weight.grad as Tensor, sum.toArray() as number[][], {
      relative: 1e-5,
      absolute: 1e-5,
    })
  })
})

describe('a run of a model with a shared layer', () => {
  const inputs = new Generator(9).normal([12, 4])
  const make = () => {
    const { model } = tied()
    return new Trainer({
      model,
      optimizer: new Adam(model.parameters(), { lr: 0.05 }),
      criterion: new MSELoss(),
      train: new TensorLoader(inputs, inputs, { batchSize: 4 }),
      test: new TensorLoader(inputs, inputs, { batchSize: 12 }),
      validation: new TensorLoader(inputs, inputs, { batchSize: 12 }),
      keepBest: true,
      epochs: 2,
    })
  }

  it('goes on from a checkpoint bit for bit, in which the layer is stored once', async () => {
    const whole = make()
    const checkpoints: Uint8Array[] = []
    for await (const _ of whole.fit()) checkpoints.push(encodeCheckpoint(whole))
    const resumed = make()
    restoreCheckpoint(resumed, checkpoints[2])
    for await (const _ of resumed.fit());
    const weights = (of: AnyTrainer) => of.options.model.parameters().map((p) => p.toArray())
    expect(weights(resumed)).toEqual(weights(whole))
    expect(new TextDecoder().decode(checkpoints[0])).not.toContain('model.2.weight')
  })

  it('gives the best weights back when they are exchanged twice', async () => {
    const trainer = make()
    for await (const _ of trainer.fit());
    const { model } = trainer.options
    const now = () => model.parameters().map((parameter) => parameter.toArray())
    const before = now()
    trainer.finalWeights.exchange()
    trainer.finalWeights.exchange()
    expect(now()).toEqual(before)
  })
})

it('buffers and modes of a shared layer are walked once', () => {
  const norm = new BatchNorm1d(4)
  const drop = new Dropout(0.5)
  const model = new Sequential(norm, drop, norm, drop)
  expect(new Set(Object.values(model.stateDict())).size).toBe(5)
  model.eval()
  expect([norm.training, drop.training]).toEqual([false, false])
})
