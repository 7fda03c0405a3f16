import {
  copy,
  Generator,
  grad,
  gradCheck,
  multiply,
  permuteDims,
  square,
  sum,
  type Tensor,
} from '@handwritten/tensor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AvgPool2d,
  BatchNorm1d,
  Conv2d,
  Dropout,
  ELU,
  Flatten,
  GELU,
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
} from '../src/index'
import { expectClose, float64 } from './support/golden'
import { checkLayer } from './support/gradients'

const dtype = 'float64'
const draw = (...shape: number[]) => new Generator(11).normal(shape, { dtype })

const activations: [string, () => Module][] = [
  ['ReLU', () => new ReLU()],
  ['LeakyReLU', () => new LeakyReLU({ negativeSlope: 0.2 })],
  ['ELU', () => new ELU({ alpha: 0.7 })],
  ['SELU', () => new SELU()],
  ['GELU', () => new GELU()],
  ['GELU tanh', () => new GELU({ approximate: 'tanh' })],
  ['SiLU', () => new SiLU()],
  ['Sigmoid', () => new Sigmoid()],
  ['Tanh', () => new Tanh()],
  ['Softplus', () => new Softplus({ beta: 2 })],
  ['Softmax', () => new Softmax({ axis: 0 })],
  ['LogSoftmax', () => new LogSoftmax({ axis: 0 })],
]

const others: [string, () => Module, Tensor][] = [
  ['Linear', () => new Linear(3, 4, { dtype }), draw(5, 3)],
  ['Linear on more axes', () => new Linear(3, 2, { dtype, bias: false }), draw(2, 2, 3)],
  ['LayerNorm', () => new LayerNorm(4, { dtype }), draw(3, 4)],
  ['LayerNorm over two axes', () => new LayerNorm([3, 2], { dtype }), draw(2, 3, 2)],
  ['LayerNorm, not affine', () => new LayerNorm(4, { affine: false }), draw(3, 4)],
  ['BatchNorm1d', () => new BatchNorm1d(3, { dtype }), draw(5, 3)],
  ['BatchNorm1d on a length', () => new BatchNorm1d(2, { dtype }), draw(3, 2, 4)],
  ['BatchNorm1d in evaluation', () => new BatchNorm1d(2, { dtype }).eval(), draw(3, 2, 4)],
  ['Flatten', () => new Flatten(), draw(2, 3, 2)],
  ['Conv2d', () => new Conv2d(2, 3, [3, 2], { dtype }), draw(2, 2, 4, 4)],
  [
    'Conv2d, strided, padded and dilated',
    () => new Conv2d(1, 2, 2, { dtype, stride: [2, 1], padding: [1, 2], dilation: [2, 3] }),
    draw(1, 1, 5, 4),
  ],
  ['MaxPool2d', () => new MaxPool2d(3, { stride: 1, padding: 1 }), draw(1, 2, 4, 4)],
  ['AvgPool2d', () => new AvgPool2d([2, 3], { stride: 2, padding: [0, 1] }), draw(1, 2, 4, 5)],
  ['Residual', () => new Residual(new Linear(3, 3, { dtype })), draw(4, 3)],
  [
    'Sequential',
    () => new Sequential(new Linear(3, 4, { dtype }), new Tanh(), new Linear(4, 2, { dtype })),
    draw(5, 3),
  ],
]

describe('gradients against differences', () => {
  it.each(activations)('%s', (_, make) => checkLayer(make(), draw(4, 3)))
  it.each(others)('%s', (_, make, x) => checkLayer(make(), x))
})

describe('gradients of gradients against differences', () => {
  const slopes = (layer: Module) => grad((x: Tensor) => sum(multiply(layer.call(x), draw(4, 3))))
  const smooth = activations.filter(([name]) => name !== 'ReLU')
  it.each(smooth)('%s', (_, make) => gradCheck(slopes(make()), [draw(4, 3)]))
  it('LayerNorm', () => gradCheck(slopes(new LayerNorm(3, { dtype })), [draw(4, 3)]))
})

describe('far from zero', () => {
  const x = float64([-800, -40, 40, 800], true)
  it.each(activations.filter(([name]) => !name.includes('oft')))('%s stays finite', (_, make) => {
    x.grad = null
    const y = make().call(x)
    sum(y).backward()
    expect(Array.from(y.toTypedArray()).every(Number.isFinite)).toBe(true)
    expect(Array.from((x.grad as unknown as Tensor).toTypedArray()).every(Number.isFinite)).toBe(
      true,
    )
  })
})

describe('identities', () => {
  it('a normalized sample has mean 0 and variance 1', () => {
    const layer = new LayerNorm(8, { affine: false, epsilon: 0 })
    const numbers = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
      minLength: 8,
      maxLength: 8,
    })
    fc.assert(
      fc.property(numbers, (values) => {
        fc.pre(Math.max(...values) - Math.min(...values) > 1e-3)
        const y = layer.call(float64([values]))
        expectClose(sum(y), 0, { absolute: 1e-8 })
        expectClose(sum(square(y)), 8, { relative: 1e-8 })
      }),
    )
  })

  it('convolution commutes with a shift of the picture', () => {
    const layer = new Conv2d(1, 1, 2, { dtype, bias: false })
    const x = draw(1, 1, 4, 5)
    const shifted = layer.call(x.slice([[], [], [], [1, 5]]))
    const whole = layer.call(x).slice([[], [], [], [1, 4]])
    expectClose(shifted, whole.toArray() as number[][])
  })

  it.each(others)('%s takes an input that lies in memory another way round', (_, make, x) => {
    const reversed = x.shape.map((_, axis) => x.ndim - 1 - axis)
    const other = permuteDims(
      copy(permuteDims(x, reversed).reshape([x.size])).reshape(x.shape.toReversed()),
      reversed,
    )
    const layer = make()
    expectClose(layer.call(other), layer.call(x).toArray() as number[])
  })

  it('a maximum among equals sends its gradient to the first', () => {
    const x = float64(
      [
        [
          [
            [1, 1],
            [1, 1],
          ],
        ],
      ],
      true,
    )
    sum(new MaxPool2d(2).call(x)).backward()
    expectClose(x.grad as unknown as Tensor, [
      [
        [
          [1, 0],
          [0, 0],
        ],
      ],
    ])
  })
})

describe('Dropout', () => {
  it('drops about the part it is told, keeps the mean, and masks the gradient alike', () => {
    const x = float64(Array(10_000).fill(1), true)
    const y = new Dropout(0.3, { generator: new Generator(4) }).call(x)
    sum(y).backward()
    const values = Array.from(y.toTypedArray())
    const dropped = values.filter((value) => value === 0).length
    // Four standard errors of 10,000 draws.
    expect(Math.abs(dropped / 10_000 - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 10_000))
    expect(new Set(values)).toEqual(new Set([0, 1 / (1 - 0.3)]))
    expect((x.grad as unknown as Tensor).toArray()).toEqual(values)
  })

  it('draws anew at each call, and does nothing in evaluation', () => {
    const x = float64(Array(50).fill(1))
    const layer = new Dropout(0.5, { generator: new Generator(4) })
    expect(layer.call(x).toArray()).not.toEqual(layer.call(x).toArray())
    expect(layer.eval().call(x)).toBe(x)
  })
})
