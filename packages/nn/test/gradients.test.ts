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
import * as nn from '../src/index'
import { Conv2d, Dropout, LayerNorm, MaxPool2d, type Module } from '../src/index'
import { expectClose, float64 } from './support/golden'
import { checkLayer } from './support/gradients'
import { layerExamples } from './support/layer-examples'
import { lossExamples } from './support/loss-examples'

const dtype = 'float64'
const draw = (...shape: number[]) => new Generator(11).normal(shape, { dtype })

const examples = layerExamples(dtype)
/** Layers that take four rows of three and compute the same each time. */
const activations = examples.filter(({ make, shape }) => {
  const layer = make()
  return layer instanceof nn.ShapeKeeping && shape.join() === '4,3' && !(layer instanceof Dropout)
})

/** The exported classes that extend `base`, but for those that are only there to be extended. */
function exported(base: unknown): string[] {
  const kin = Object.entries(nn).filter(
    ([name, value]) =>
      typeof value === 'function' &&
      value.prototype instanceof (base as typeof nn.Module) &&
      name !== 'ShapeKeeping',
  )
  return kin.map(([name]) => name).sort()
}

describe('gradients against differences', () => {
  it.each(examples)('$name, in training', ({ make, shape }) => checkLayer(make(), draw(...shape)))

  it.each(examples)('$name, in evaluation', ({ make, shape }) => {
    const layer = make()
    // What BatchNorm has tracked is then its own, not what it began with.
    layer.call(draw(...shape))
    checkLayer(layer.eval(), draw(...shape))
  })

  it('are checked for every layer that is exported', () => {
    const checked = examples.map(({ make }) => make().constructor.name)
    expect([...new Set(checked)].sort()).toEqual(exported(nn.Module))
  })
})

describe('gradients of losses against differences', () => {
  const reductions = ['mean', 'sum', 'none'] as const
  const examplesOfLosses = reductions.flatMap(lossExamples)
  it.each(examplesOfLosses)('$name', ({ loss, input, target }) =>
    gradCheck((x) => loss.forward(x, target), [input]),
  )

  it('are checked for every loss that is exported', () => {
    const checked = examplesOfLosses.map(({ loss }) => loss.constructor.name)
    expect([...new Set(checked)].sort()).toEqual(exported(nn.Loss))
  })
})

describe('gradients of gradients against differences', () => {
  const slopes = (layer: Module) => grad((x: Tensor) => sum(multiply(layer.call(x), draw(4, 3))))
  const smooth = activations.filter(({ name }) => name !== 'ReLU')
  it.each(smooth)('$name', ({ make }) => gradCheck(slopes(make()), [draw(4, 3)]))
  it('LayerNorm', () => gradCheck(slopes(new LayerNorm(3, { dtype })), [draw(4, 3)]))
})

describe('far from zero', () => {
  const rows = [
    [-800, -40, 40],
    [40, 800, -800],
  ]
  const x = float64(rows, true)
  it.each(activations)('$name stays finite', ({ make }) => {
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

  it.each(examples)(
    '$name takes an input that lies in memory another way round',
    ({ make, shape }) => {
      const x = draw(...shape)
      const reversed = x.shape.map((_, axis) => x.ndim - 1 - axis)
      const other = permuteDims(
        copy(permuteDims(x, reversed).reshape([x.size])).reshape(x.shape.toReversed()),
        reversed,
      )
      const layer = make().eval()
      expectClose(layer.call(other), layer.call(x).toArray() as number[])
    },
  )

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
