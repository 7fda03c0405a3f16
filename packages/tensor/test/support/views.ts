import fc from 'fast-check'
import {
  broadcastTo,
  type DType,
  expandDims,
  flip,
  Generator,
  permuteDims,
  slice,
  type Tensor,
  tensor,
} from '../../src/index'

/** One step from a tensor to a view of it, chosen by numbers in [0, 1). */
type Step = readonly [kind: number, a: number, b: number, c: number]

function pick(fraction: number, count: number): number {
  return Math.min(count - 1, Math.floor(fraction * count))
}

function viewed(x: Tensor, [kind, a, b, c]: Step): Tensor {
  if (x.ndim === 0) return expandDims(x, { axis: 0 })
  const axis = pick(a, x.ndim)
  const length = x.shape[axis]
  const whole = x.shape.slice(0, axis).map(() => [] as const)
  switch (pick(kind, 6)) {
    case 0:
      return flip(x, { axis })
    case 1:
      return permuteDims(
        x,
        [...x.shape.keys()].toSorted((i, j) => ((i + axis) % 3) - ((j + axis) % 3)),
      )
    case 2:
      return slice(x, [...whole, [pick(b, length + 1), null, 1 + pick(c, 3)]])
    case 3:
      return slice(x, [...whole, [null, null, -1 - pick(c, 3)]])
    case 4:
      return x.ndim < 4 ? broadcastTo(x, [1 + pick(b, 3), ...x.shape]) : x
    default:
      return length > 0 && x.ndim > 1 ? slice(x, [...whole, pick(b, length)]) : x
  }
}

function filled(shape: readonly number[], dtype: DType, seed: number): Tensor {
  const random = new Generator(seed).uniform(shape, { low: -3, high: 3, dtype: 'float64' })
  return tensor(random.toTypedArray(), { shape, dtype })
}

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

/** Tensors of 0 to 4 axes with sizes from 0, seen through up to three views. */
export function arbitraryView(dtype: DType): fc.Arbitrary<Tensor> {
  return fc
    .record({
      shape: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
      steps: fc.array(fc.tuple(fraction, fraction, fraction, fraction), { maxLength: 3 }),
      seed: fc.nat(),
    })
    .map(({ shape, steps, seed }) => steps.reduce(viewed, filled(shape, dtype, seed)))
}

/** A matrix of the given size, row-major, transposed, flipped or cut out of a larger one. */
export function arbitraryMatrix(rows: number, columns: number): fc.Arbitrary<Tensor> {
  return fc.record({ layout: fc.nat({ max: 3 }), seed: fc.nat() }).map(({ layout, seed }) => {
    if (layout === 0) return filled([rows, columns], 'float64', seed)
    if (layout === 1) return permuteDims(filled([columns, rows], 'float64', seed), [1, 0])
    if (layout === 2) return flip(filled([rows, columns], 'float64', seed))
    const larger = filled([2 * rows + 1, columns + 3], 'float64', seed)
    return slice(larger, [
      [1, null, 2],
      [2, 2 + columns],
    ])
  })
}

/** A row-major tensor with the same elements. */
export function rowMajor(x: Tensor): Tensor {
  return tensor(x.toTypedArray(), { shape: x.shape, dtype: x.dtype })
}
