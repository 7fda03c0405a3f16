import { Generator, linear, matrixTranspose, ones, type Tensor, zeros } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  AvgPool2d,
  BatchNorm1d,
  Conv2d,
  Dropout,
  ELU,
  Flatten,
  GELU,
  LayerError,
  LayerNorm,
  LeakyReLU,
  Linear,
  LogSoftmax,
  MaxPool2d,
  type Module,
  OptionError,
  ReLU,
  Residual,
  Sequential,
  Softmax,
  Softplus,
} from '../src/index'
import { expectClose, float64 } from './support/golden'

const count = (least: number, found: unknown) =>
  `must be a whole number of at least ${least}, but is ${found}`

describe('a layer that cannot be is refused by name:', () => {
  it.each<[string, () => unknown]>([
    [`Linear: inFeatures ${count(1, 0)}`, () => new Linear(0, 1)],
    [`Linear: outFeatures ${count(1, 0.5)}`, () => new Linear(1, 0.5)],
    [`Conv2d: inChannels ${count(1, 0)}`, () => new Conv2d(0, 1, 3)],
    [`Conv2d: outChannels ${count(1, 0)}`, () => new Conv2d(1, 0, 3)],
    [`Conv2d: kernelSize ${count(1, 0)}`, () => new Conv2d(1, 1, [3, 0])],
    [`Conv2d: stride ${count(1, 0)}`, () => new Conv2d(1, 1, 3, { stride: 0 })],
    [`Conv2d: padding ${count(0, -1)}`, () => new Conv2d(1, 1, 3, { padding: [0, -1] })],
    [`Conv2d: dilation ${count(1, 0)}`, () => new Conv2d(1, 1, 3, { dilation: 0 })],
    [`MaxPool2d: kernelSize ${count(1, 0)}`, () => new MaxPool2d(0)],
    [`MaxPool2d: stride ${count(1, 0)}`, () => new MaxPool2d(2, { stride: [0, 1] })],
    [`AvgPool2d: padding ${count(0, -1)}`, () => new AvgPool2d(2, { padding: -1 })],
    [`AvgPool2d: kernelSize ${count(1, 1.5)}`, () => new AvgPool2d(1.5)],
    [`BatchNorm1d: features ${count(1, 0)}`, () => new BatchNorm1d(0)],
    [
      'BatchNorm1d: momentum must be from 0 to 1, but is 1.5',
      () => new BatchNorm1d(1, { momentum: 1.5 }),
    ],
    [
      'BatchNorm1d: momentum must be from 0 to 1, but is -1',
      () => new BatchNorm1d(1, { momentum: -1 }),
    ],
    [`LayerNorm: shape ${count(1, 0)}`, () => new LayerNorm([3, 0])],
    ['Dropout: p must be in [0, 1), but is 1', () => new Dropout(1)],
    ['Dropout: p must be in [0, 1), but is -0.1', () => new Dropout(-0.1)],
  ])('%s', (message, make) => {
    expect(make).toThrow(new OptionError(message))
  })

  it('but one at the end of a range is not', () => {
    for (const momentum of [0, 1]) expect(new BatchNorm1d(1, { momentum }).momentum).toBe(momentum)
    expect(new Dropout(0).p).toBe(0)
  })
})

const inner: Module = new Linear(3, 2)

describe('an input that a layer cannot take is refused:', () => {
  it.each<[string, Module, Tensor]>([
    [
      'Conv2d(2, 1, 1 x 1) takes [n, 2, height, width], but the input is [5, 2, 3]',
      new Conv2d(2, 1, 1),
      zeros([5, 2, 3]),
    ],
    [
      'Conv2d(2, 1, 1 x 3) takes [n, 2, height, width], but the input is [1, 3, 4, 4]',
      new Conv2d(2, 1, [1, 3]),
      zeros([1, 3, 4, 4]),
    ],
    [
      'Conv2d(1, 8, 3 x 3) takes [n, 1, height, width], but the input is [64, 784]; ' +
        'put new Unflatten([1, 28, 28]) before it, or reshape the samples',
      new Conv2d(1, 8, 3),
      zeros([64, 784]),
    ],
    [
      'Conv2d(1, 8, 3 x 3) takes [n, 1, height, width], but the input is [64, 28, 28]; ' +
        'give it an axis of channels, as with expandDims(x, { axis: 1 })',
      new Conv2d(1, 8, 3),
      zeros([64, 28, 28]),
    ],
    [
      'MaxPool2d takes [n, channels, height, width], but the input is [64, 15]; ' +
        'put new Unflatten([1, height, width]) before it, or reshape the samples',
      new MaxPool2d(3),
      zeros([64, 15]),
    ],
    ['a window of 3 x 3 does not fit into 2 x 5', new MaxPool2d(3), zeros([1, 1, 2, 5])],
    ['a window of 3 x 3 does not fit into 5 x 2', new AvgPool2d(3), zeros([1, 1, 5, 2])],
    [
      'a window of 4 x 1 does not fit into 3 x 3',
      new Conv2d(1, 1, [2, 1], { dilation: 3 }),
      zeros([1, 1, 3, 3]),
    ],
    [
      'BatchNorm1d(3) takes [n, 3] or [n, 3, length], found [2, 4]',
      new BatchNorm1d(3),
      zeros([2, 4]),
    ],
    [
      'BatchNorm1d(3) takes [n, 3] or [n, 3, length], found [2, 3, 1, 1]',
      new BatchNorm1d(3),
      zeros([2, 3, 1, 1]),
    ],
    [
      'BatchNorm1d(3) needs more than one value of each feature in training',
      new BatchNorm1d(3),
      zeros([1, 3]),
    ],
    ['LayerNorm(2, 3) takes [..., 2, 3], found [3, 2]', new LayerNorm([2, 3]), zeros([3, 2])],
    [
      'Residual(Linear(3, 2)) cannot add [4, 3] and what is inside gives, [4, 2]',
      new Residual(inner),
      zeros([4, 3]),
    ],
    [
      'layer 1: BatchNorm1d(3) takes [n, 3] or [n, 3, length], found [2, 4]',
      new Sequential(new ReLU(), new BatchNorm1d(3)),
      zeros([2, 4]),
    ],
  ])('%s', (message, layer, x) => {
    expect(() => layer.call(x)).toThrow(new LayerError(message))
  })

  it('but one that just fits is not', () => {
    expect(new MaxPool2d(3).call(zeros([1, 1, 3, 3])).shape).toEqual([1, 1, 1, 1])
    expect(new AvgPool2d([3, 1]).call(zeros([1, 1, 3, 1])).shape).toEqual([1, 1, 1, 1])
    expect(new BatchNorm1d(3).call(zeros([1, 3, 2])).shape).toEqual([1, 3, 2])
    expect(new BatchNorm1d(3).eval().call(zeros([1, 3])).shape).toEqual([1, 3])
  })

  it('and an error that is not about a layer goes through as it is', () => {
    const broken = new ReLU()
    broken.forward = () => {
      throw new RangeError('mine')
    }
    expect(() => new Sequential(broken).call(zeros([1]))).toThrow(new RangeError('mine'))
  })
})

it('a chain names the two layers whose sizes differ, across those that keep them', () => {
  const layers: Module[] = [new Linear(4, 3), new ReLU(), new Linear(2, 1)]
  expect(() => new Sequential(...layers)).toThrow(
    new LayerError(
      'Sequential: layer 2, Linear(2, 1), takes 2 features, but layer 0, Linear(4, 3), gives 3',
    ),
  )
  const chain = new Sequential(new ReLU(), new Linear(4, 3), new ReLU(), new Linear(3, 2))
  expect([chain.inFeatures, chain.outFeatures]).toEqual([4, 2])
  const unknown = new Sequential(new Flatten(), new Linear(4, 3), new MaxPool2d(2))
  expect([unknown.inFeatures, unknown.outFeatures]).toEqual([undefined, undefined])
  const closed = new Sequential(new Residual(new Linear(3, 3)), new ReLU())
  expect([closed.inFeatures, closed.outFeatures]).toEqual([3, 3])
})

it('layers tell what they are', () => {
  const told = [
    new Linear(3, 2),
    new Linear(3, 2, { bias: false }),
    new Conv2d(1, 2, [3, 5]),
    new MaxPool2d(2),
    new AvgPool2d([2, 1]),
    new BatchNorm1d(7),
    new LayerNorm(7),
    new Dropout(),
    new ELU(),
    new LeakyReLU(),
    new GELU(),
    new GELU({ approximate: 'tanh' }),
    new Softmax(),
    new LogSoftmax({ axis: 1 }),
    new Softplus(),
    new Residual(new Linear(3, 3)),
    new Sequential(new ReLU(), new Softmax()),
  ].map(String)
  expect(told).toEqual([
    'Linear(3, 2)',
    'Linear(3, 2, no bias)',
    'Conv2d(1, 2, 3 x 5)',
    'MaxPool2d(2 x 2)',
    'AvgPool2d(2 x 1)',
    'BatchNorm1d(7)',
    'LayerNorm(7)',
    'Dropout(0.5)',
    'ELU(1)',
    'LeakyReLU(0.01)',
    'GELU',
    'GELU(tanh)',
    'Softmax(axis -1)',
    'LogSoftmax(axis 1)',
    'Softplus(1)',
    'Residual(Linear(3, 3))',
    'Sequential(ReLU, Softmax(axis -1))',
  ])
})

describe('what is left out is as the documentation says', () => {
  it('in what layers learn', () => {
    const layers = [new Linear(3, 2), new Conv2d(3, 2, 1), new BatchNorm1d(2), new LayerNorm(2)]
    for (const { weight, bias } of layers) {
      expect([weight?.dtype, bias?.dtype]).toEqual(['float32', 'float32'])
      expect([weight?.requiresGrad, bias?.requiresGrad]).toEqual([true, true])
      expect(bias?.toArray()).toEqual([0, 0])
    }
    expect([layers[2].weight?.toArray(), layers[3].weight?.toArray()]).toEqual([
      [1, 1],
      [1, 1],
    ])
    expect(new BatchNorm1d(2)).toMatchObject({ epsilon: 1e-5, momentum: 0.1 })
    expect(new LayerNorm(2).epsilon).toBe(1e-5)
    expect(new LayerNorm(2).normalizedShape).toEqual([2])
    expect([new LogSoftmax().axis, new GELU().approximate]).toEqual([-1, 'none'])
  })

  it('and layers without affine or bias learn nothing of it', () => {
    const bare = [
      new Linear(3, 2, { bias: false }),
      new Conv2d(3, 2, 1, { bias: false }),
      new BatchNorm1d(2, { affine: false }),
      new LayerNorm(2, { affine: false }),
    ]
    expect(bare.map((layer) => layer.parameters().length)).toEqual([1, 1, 0, 0])
    expect(
      new BatchNorm1d(2, { affine: false }).call(
        float64([
          [1, 2],
          [3, 6],
        ]),
      ).shape,
    ).toEqual([2, 2])
    const normal = new LayerNorm(2, { affine: false, epsilon: 0 }).call(float64([[1, 3]]))
    expectClose(normal, [[-1, 1]])
  })

  it('in windows, which touch where they pool and overlap where they are kernels', () => {
    const x = zeros([1, 1, 6, 4])
    expect(new MaxPool2d([3, 2]).call(x).shape).toEqual([1, 1, 2, 2])
    expect(new AvgPool2d([3, 2]).call(x).shape).toEqual([1, 1, 2, 2])
    expect(new Conv2d(1, 1, [3, 2]).call(x).shape).toEqual([1, 1, 4, 3])
    expect(new Conv2d(1, 1, [3, 2], { padding: [1, 0] }).call(x).shape).toEqual([1, 1, 6, 3])
    expect(new Conv2d(1, 1, [3, 2], { padding: [0, 1] }).call(x).shape).toEqual([1, 1, 4, 5])
  })
})

it('a kernel can be spread, by its own step in each direction', () => {
  const kernel = float64([
    [
      [
        [1, 10],
        [100, 1000],
      ],
    ],
  ])
  const layer = new Conv2d(1, 1, 2, { dilation: [1, 2], bias: false, initializer: () => kernel })
  const x = float64([
    [
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
    ],
  ])
  expectClose(layer.call(x), [[[[1 + 30 + 400 + 6000], [4 + 60 + 700 + 9000]]]])
})

describe('a linear layer', () => {
  const layer = new Linear(3, 2, { generator: new Generator(1), dtype: 'float64' })

  it('works on the last axis of any number of axes', () => {
    const x = new Generator(2).normal([4, 5, 3], { dtype: 'float64' })
    const y = layer.call(x)
    expect(y.shape).toEqual([4, 5, 2])
    const rows = linear(x.reshape([20, 3]), layer.weight, layer.bias)
    expect(y.toTypedArray()).toEqual(rows.toTypedArray())
    expect(layer.call(x.reshape([20, 3]).slice([0])).shape).toEqual([2])
  })

  it('has the weights that its initializer makes', () => {
    const values = float64([
      [1, 2, 3],
      [4, 5, 6],
    ])
    const made = new Linear(3, 2, { initializer: () => values, dtype: 'float64' })
    expect(made.weight.toArray()).toEqual(values.toArray())
  })

  it('stores its weight inputs first, and shows it outputs first', () => {
    expect(layer.weight.shape).toEqual([2, 3])
    expect(matrixTranspose(layer.weight).strides).toEqual([2, 1])
  })
})

describe('dropout', () => {
  const layer = () => new Dropout(0.25, { generator: new Generator(4) })

  it('drops a part in training and enlarges the rest to match', () => {
    const y = layer()
      .call(ones([100, 100]))
      .toTypedArray()
    const dropped = y.filter((value) => value === 0).length
    expect([...new Set(y)].sort()).toEqual([0, Math.fround(4 / 3)])
    // Five standard deviations of a binomial count.
    expect(Math.abs(dropped - 2500)).toBeLessThan(5 * Math.sqrt(10_000 * 0.25 * 0.75))
  })

  it('gives what it is given in evaluation, and where nothing is dropped', () => {
    const x = ones([3])
    expect(layer().eval().call(x)).toBe(x)
    expect(new Dropout(0).call(x)).toBe(x)
  })
})

it('flatten keeps the samples apart, also of vectors', () => {
  expect(new Flatten().call(zeros([2, 3, 4])).shape).toEqual([2, 12])
  expect(new Flatten().call(zeros([2])).shape).toEqual([2, 1])
})
