import { execFileSync } from 'node:child_process'
import { Generator, noGrad, type Tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  BatchNorm1d,
  Conv2d,
  Dropout,
  ELU,
  ExportError,
  exportModule,
  Flatten,
  GELU,
  LayerNorm,
  LeakyReLU,
  Linear,
  LogSoftmax,
  type Module,
  ReLU,
  Residual,
  SELU,
  Sequential,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Tanh,
} from '../src/index'

/** What Node says the module's `predict` returns, in a process that knows nothing of this package. */
function runAlone(source: string, inputs: Tensor): number[] {
  const call = `console.log(JSON.stringify(Array.from(predict(${JSON.stringify(Array.from(inputs.toTypedArray()))}))))`
  const options = { encoding: 'utf8', input: `${source}\n${call}\n` } as const
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-'], options))
}

function expectSame(model: Module, inputs: Tensor, bound: number): void {
  const expected = noGrad(() => model.eval().call(inputs)).toTypedArray()
  const found = runAlone(exportModule(model, { inputFeatures: inputs.shape[1] }), inputs)
  expect(found).toHaveLength(expected.length)
  found.forEach((value, place) => {
    expect(Math.abs(value - expected[place]), `output ${place}`).toBeLessThanOrEqual(bound)
  })
}

const dtype = 'float64'
const generator = new Generator(8)
const inputs = generator.normal([5, 6], { dtype })

function batchNorm(): BatchNorm1d {
  const layer = new BatchNorm1d(6, { dtype })
  layer.call(generator.normal([20, 6], { dtype, mean: 2 }))
  return layer
}

describe('a module by itself predicts what the model does', () => {
  it('whatever the activation', () => {
    const activations = [
      new ReLU(),
      new LeakyReLU({ negativeSlope: 0.2 }),
      new ELU({ alpha: 0.5 }),
      new SELU(),
      new GELU(),
      new GELU({ approximate: 'tanh' }),
      new SiLU(),
      new Sigmoid(),
      new Tanh(),
      new Softplus({ beta: 3 }),
      new Softmax(),
      new LogSoftmax(),
    ]
    const layers = activations.flatMap((layer) => [new Linear(6, 6, { dtype, generator }), layer])
    expectSame(new Sequential(...layers), inputs, 1e-12)
  })

  it('with normalization, residuals and what does nothing in evaluation', () => {
    const inner = new Sequential(new Linear(6, 6, { dtype, generator, bias: false }), new Tanh())
    const model = new Sequential(
      batchNorm(),
      new Residual(new Sequential(new Residual(inner), new Dropout(0.5))),
      new LayerNorm(6, { dtype }),
      new Flatten(),
      new BatchNorm1d(6, { dtype, affine: false }),
      new LayerNorm(6, { affine: false }),
      new Linear(6, 3, { dtype, generator }),
    )
    expectSame(model, inputs, 1e-12)
  })

  it('in float32', () => {
    const model = new Sequential(new Linear(6, 4, { generator }), new ReLU(), new Linear(4, 2))
    expectSame(model, generator.normal([3, 6]), 1e-5)
  })
})

describe('what is refused', () => {
  it.each([new Conv2d(1, 1, 3), new Softmax({ axis: 0 })])('%s', (layer) => {
    expect(() => exportModule(layer, { inputFeatures: 6 })).toThrow(ExportError)
  })
})
