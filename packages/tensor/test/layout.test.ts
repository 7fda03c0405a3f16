import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  denseStrides,
  isContiguous,
  isDense,
  isSameView,
  reshapedStrides,
} from '../src/core/layout'
import {
  broadcastShapes,
  checkShape,
  normalizeAxes,
  normalizeAxis,
  rowMajorStrides,
  type Shape,
} from '../src/core/shape'
import { AxisError, flip, ones, reshape, ShapeError, slice, type Tensor, zeros } from '../src/index'
import { arbitraryView } from './support/views'

/** Where the elements lie in memory, in row-major order. */
function places(shape: Shape, strides: readonly number[], offset: number): number[] {
  return shape.reduce(
    (from, length, axis) =>
      from.flatMap((place) => Array.from({ length }, (_, i) => place + i * strides[axis])),
    [offset],
  )
}

const placesOf = ({ shape, strides, offset }: Tensor) => places(shape, strides, offset)
const follow = (found: readonly number[], first: number) =>
  found.every((place, i) => place === first + i)

/** A shape of as many elements: the sizes of another, some split in two, with ones between. */
function arbitraryShape(x: Tensor): fc.Arbitrary<number[]> {
  const whole = fc.constantFrom(x.shape, x.shape.toReversed(), [x.size])
  return fc
    .tuple(whole, fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }))
    .map(([shape, factors]) =>
      shape.flatMap((length, axis) => {
        const factor = factors[axis]
        return length % factor === 0 ? [factor, length / factor] : [length]
      }),
    )
}

describe('the layout of a view', () => {
  it('is contiguous when its elements follow each other', () => {
    fc.assert(
      fc.property(arbitraryView('uint8'), (x) => {
        expect(isContiguous(x)).toBe(follow(placesOf(x), x.offset))
      }),
      { numRuns: 500 },
    )
  })

  it('is dense when its elements fill a block from its first one on, each place once', () => {
    fc.assert(
      fc.property(arbitraryView('uint8'), (x) => {
        const sorted = placesOf(x).sort((a, b) => a - b)
        expect(isDense(x)).toBe(follow(sorted, x.offset))
      }),
      { numRuns: 500 },
    )
  })

  it('is kept by a dense copy, which is row-major otherwise', () => {
    fc.assert(
      fc.property(arbitraryView('uint8'), (x) => {
        const keeps = isDense(x) && x.size > 0
        expect(denseStrides(x)).toEqual(keeps ? x.strides : rowMajorStrides(x.shape))
      }),
    )
  })

  it('shows other shapes exactly where strides for them exist', () => {
    const cases = arbitraryView('uint8').chain((x) =>
      arbitraryShape(x).map((shape) => [x, shape] as const),
    )
    fc.assert(
      fc.property(cases, ([x, shape]) => {
        const expected = placesOf(x)
        const found = reshapedStrides(x, shape)
        // Were there strides, each would be the way to the next element along its axis.
        const steps = rowMajorStrides(shape).map((step, axis) =>
          shape[axis] > 1 && x.size > 0 ? expected[step] - expected[0] : 0,
        )
        const exist = places(shape, steps, x.offset).join() === expected.join()
        expect(found !== null).toBe(exist)
        if (found !== null) expect(places(shape, found, x.offset)).toEqual(expected)
      }),
      { numRuns: 1000 },
    )
  })

  it('is the same view only of the same elements in the same order', () => {
    const x = zeros([3, 3])
    expect(isSameView(x, x.detach())).toBe(true)
    const others = [zeros([3, 3]), x.T, reshape(x, [9]), flip(x), slice(x, [[0, 2]])]
    expect(others.map((other) => isSameView(x, other))).toEqual(others.map(() => false))
    const [upper, lower] = [[0, 2] as const, [1, 3] as const].map((rows) => slice(x, [rows]))
    expect(isSameView(upper, lower)).toBe(false)
  })
})

describe('axes', () => {
  it('are put in order, from 0', () => {
    expect(normalizeAxes('sum', [2, -3, 1], 3)).toEqual([0, 1, 2])
    expect(normalizeAxes('sum', undefined, 2)).toEqual([0, 1])
    expect(normalizeAxes('sum', -1, 2)).toEqual([1])
  })

  it.each([0.5, -3, 2, Number.NaN])('of a matrix are -2 to 1, not %d', (axis) => {
    expect(() => normalizeAxis('sum', axis, 2)).toThrow(AxisError)
    expect(() => ones([2, 2]).sum({ axis })).toThrow(
      `sum: axis ${axis} is out of range for an array of 2 axes; its axes are -2 to 1`,
    )
  })
})

describe('shapes', () => {
  it.each<[Shape, Shape, Shape]>([
    [
      [3, 1],
      [2, 1, 4],
      [2, 3, 4],
    ],
    [
      [2, 1, 4],
      [3, 1],
      [2, 3, 4],
    ],
    [[], [2], [2]],
    [[1], [0], [0]],
    [[5], [5], [5]],
  ])('of %j and %j stretch to %j', (a, b, both) => {
    expect(broadcastShapes('add', a, b)).toEqual(both)
  })

  it.each<[Shape, Shape, string]>([
    [[2, 3], [3, 3], '(2 against 3, counting axes from the end at -2)'],
    [[4, 3], [2], '(3 against 2, counting axes from the end at -1)'],
    [[0], [2], '(0 against 2, counting axes from the end at -1)'],
  ])('of %j and %j do not', (a, b, where) => {
    expect(() => broadcastShapes('add', a, b)).toThrow(where)
  })

  it('have whole sizes from 0', () => {
    for (const shape of [[-1], [2, 0.5], [Number.NaN], [2 ** 60]])
      expect(() => checkShape('zeros', shape), String(shape)).toThrow(ShapeError)
    for (const shape of [[], [0], [3, 0, 2]])
      expect(() => checkShape('zeros', shape), String(shape)).not.toThrow()
  })
})
