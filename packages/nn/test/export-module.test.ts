import { execFileSync } from 'node:child_process'
import { Generator, noGrad, type Tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  AdaptiveAvgPool2d,
  AvgPool2d,
  BatchNorm1d,
  BatchNorm2d,
  Conv2d,
  ConvTranspose2d,
  Dropout,
  Dropout2d,
  ELU,
  ExportError,
  exportModule,
  Flatten,
  GELU,
  GroupNorm,
  LayerNorm,
  LeakyReLU,
  Linear,
  LogSoftmax,
  MaxPool2d,
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
  Unflatten,
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

  it('with convolutions, poolings and normalizations of pictures', () => {
    const options = { dtype, generator } as const
    const model = new Sequential(
      new Unflatten([2, 7, 6]),
      new Conv2d(2, 4, 3, { ...options, stride: [2, 1], padding: 1, dilation: [1, 2], groups: 2 }),
      new BatchNorm2d(4, { dtype }),
      new ReLU(),
      new MaxPool2d(2, { stride: 1, padding: 1 }),
      new Conv2d(4, 4, [2, 4], { ...options, paddingMode: 'same', bias: false }),
      new GroupNorm(2, 4, { dtype }),
      new Dropout2d(0.5),
      new AvgPool2d(3, { stride: 2, padding: 1, ceilMode: true, countIncludePad: false }),
      new ConvTranspose2d(4, 2, 3, {
        ...options,
        stride: 2,
        padding: 1,
        outputPadding: 1,
        groups: 2,
      }),
      new Residual(new Conv2d(2, 2, 1, options)),
      new LayerNorm(6, { dtype }),
      new AdaptiveAvgPool2d([2, 3]),
      new AvgPool2d(2, { stride: 1, padding: 1 }),
      new Flatten(),
      new Linear(24, 3, options),
    )
    const pictures = generator.normal([3, 84], { dtype })
    noGrad(() => model.call(pictures))
    expectSame(model, pictures, 1e-12)
  })

  it('for pictures that come as such', () => {
    const model = new Sequential(new Conv2d(1, 2, 3, { generator }), new Flatten())
    const x = generator.normal([2, 1, 4, 4])
    const expected = noGrad(() => model.eval().call(x)).toTypedArray()
    const found = runAlone(exportModule(model, { inputShape: [1, 4, 4] }), x)
    found.forEach((value, place) => {
      expect(value).toBeCloseTo(expected[place], 5)
    })
    expect(found).toHaveLength(expected.length)
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
