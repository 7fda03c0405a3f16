import { Generator, type Tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  AvgPool2d,
  BatchNorm1d,
  Conv2d,
  createNetwork,
  Dropout,
  ELU,
  ExportError,
  exportOnnx,
  Flatten,
  GELU,
  LayerError,
  LayerNorm,
  LeakyReLU,
  Linear,
  LogSoftmax,
  MaxPool2d,
  Module,
  ReLU,
  Residual,
  recipes,
  SELU,
  Sequential,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Tanh,
  Unflatten,
} from '../src/index'
import { readOnnx } from './support/onnx'

// ONNX Runtime 1.30 computes what these models compute, to float32's precision.

describe('the network of the recipes', () => {
  const model = createNetwork(recipes.seed, new Generator(1))
  const file = readOnnx(exportOnnx(model, { inputShape: [784] }))

  it('is three products with ReLU between them, for any number of samples', () => {
    expect(file).toMatchObject({
      version: 8,
      operators: [17],
      inputs: ['input: 1 [n, 784]'],
      outputs: ['output: 1 [n, 10]'],
      nodes: [
        'value1 = Gemm(input, 0.weight, 0.bias, transB=1)',
        'value2 = Relu(value1)',
        'value3 = Gemm(value2, 2.weight, 2.bias, transB=1)',
        'value4 = Relu(value3)',
        'value5 = Gemm(value4, 4.weight, 4.bias, transB=1)',
        'output = Identity(value5)',
      ],
    })
  })

  it('has the weights, out x in in row-major order', () => {
    for (const [name, parameter] of model.namedParameters()) {
      expect(file.constants[name].shape).toEqual(parameter.shape)
      expect(file.constants[name].values).toEqual(parameter.toTypedArray())
    }
  })
})

/** The nodes of a model but for the last one, which only names the output. */
function nodesOf(model: Module, inputShape: number[]): string[] {
  return readOnnx(exportOnnx(model, { inputShape })).nodes.slice(0, -1)
}

describe('the operators', () => {
  it.each<[Module, string[]]>([
    [new LeakyReLU({ negativeSlope: 0.25 }), ['value1 = LeakyRelu(input, alpha=0.25)']],
    [new ELU({ alpha: 0.5 }), ['value1 = Elu(input, alpha=0.5)']],
    [new SELU(), ['value1 = Selu(input)']],
    [new Sigmoid(), ['value1 = Sigmoid(input)']],
    [new Tanh(), ['value1 = Tanh(input)']],
    [new Softplus(), ['value1 = Softplus(input)']],
    [new Softmax(), ['value1 = Softmax(input, axis=-1)']],
    [new LogSoftmax({ axis: 1 }), ['value1 = LogSoftmax(input, axis=1)']],
    [new SiLU(), ['value1 = Sigmoid(input)', 'value2 = Mul(input, value1)']],
    [
      new GELU(),
      [
        'value1 = Mul(input, root)',
        'value2 = Erf(value1)',
        'value3 = Add(value2, one)',
        'value4 = Mul(input, value3)',
        'value5 = Mul(value4, half)',
      ],
    ],
    [
      new LayerNorm(4),
      ['value1 = LayerNormalization(input, weight, bias, axis=-1, epsilon=0.00001)'],
    ],
    [
      new BatchNorm1d(4, { affine: false }),
      [
        'value1 = BatchNormalization(input, weight, bias, running_mean, running_var, epsilon=0.00001)',
      ],
    ],
    [
      new Residual(new Linear(4, 4, { bias: false })),
      ['value1 = Gemm(input, inner.weight, transB=1)', 'value2 = Add(input, value1)'],
    ],
    [
      new Sequential(new Dropout(0.5), new Sequential(new Dropout(0.1), new Linear(4, 1))),
      ['value1 = Gemm(input, 1.1.weight, 1.1.bias, transB=1)'],
    ],
  ])('of %s', (model, nodes) => {
    expect(nodesOf(model, [4])).toEqual(nodes)
  })

  it('of pictures', () => {
    const convolution = new Conv2d(1, 2, [3, 2], { stride: 2, padding: [1, 0], dilation: [1, 2] })
    const model = new Sequential(
      convolution,
      new ReLU(),
      new MaxPool2d(2),
      new AvgPool2d(2),
      new Flatten(),
    )
    const pixels = new Sequential(new Unflatten([1, 12, 12]), model)
    expect(nodesOf(pixels, [144]).slice(0, 2)).toEqual([
      'value1 = Reshape(input, 0.shape)',
      expect.stringMatching(/^value2 = Conv\(value1, /),
    ])
    expect(nodesOf(model, [1, 12, 12])).toEqual([
      'value1 = Conv(input, 0.weight, 0.bias, kernel_shape=3,2, strides=2,2, pads=1,0,1,0, dilations=1,2)',
      'value2 = Relu(value1)',
      'value3 = MaxPool(value2, kernel_shape=2,2, strides=2,2, pads=0,0,0,0)',
      'value4 = AveragePool(value3, kernel_shape=2,2, strides=2,2, pads=0,0,0,0, count_include_pad=1)',
      'value5 = Flatten(value4, axis=1)',
    ])
  })

  it('of a linear layer on more axes, in float64', () => {
    const model = new Linear(3, 2, { dtype: 'float64' })
    const { nodes, inputs, constants } = readOnnx(exportOnnx(model, { inputShape: [5, 3] }))
    expect(nodes[0]).toBe('value1 = MatMul(input, weight)')
    expect(inputs).toEqual(['input: 11 [n, 5, 3]'])
    expect(constants.weight.values).toEqual(model.weight.T.toTypedArray())
  })
})

describe('what is refused', () => {
  class Own extends Module {
    forward(x: Tensor): Tensor {
      return x
    }
  }

  it('a layer that ONNX has no counterpart of', () => {
    expect(() => exportOnnx(new Own(), { inputShape: [1] })).toThrow(
      new ExportError('exportOnnx: ONNX has no counterpart of Own'),
    )
  })

  it('a call without the shape of a sample', () => {
    expect(() => exportOnnx(new ReLU(), {} as never)).toThrow(
      'exportOnnx: inputShape must be like [784], but is undefined',
    )
  })

  it('an input that does not fit; the model stays in training', () => {
    const model = new Sequential(new Linear(3, 2), new ReLU())
    expect(() => exportOnnx(model, { inputShape: [4] })).toThrow(LayerError)
    expect(model.layers[0].training).toBe(true)
  })
})
