import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binary, copy, where } from '../../src/backend/reference/elementwise'
import { compareOps, dtypes } from '../../src/backend/wasm/compiler/lower/operation-codes'
import { allocate, type DType, type TypedArray } from '../../src/core/dtype'
import type { View } from '../../src/core/view'
import { firstDifference, kernels, numbers, size, withArrays } from './support'

const shared = {
  rows: fc.nat(5),
  columns: size,
  gaps: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3)),
  steps: fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)),
  seed: fc.integer(),
  cut: fc.nat(70),
}
type Shared = { rows: number; columns: number; cut: number }
type Place = Parameters<Parameters<typeof withArrays>[0]>[0]

/** Numbers of a dtype, among them what conversions go wrong on. */
function values(dtype: DType, length: number, seed: number): TypedArray {
  const data = allocate(dtype, length)
  numbers('float64', length, seed, true).forEach((x, i) => {
    const scaled = x * [1, 3, 300, 2 ** 31, 2 ** 40, 2 ** 70][i % 6]
    data[i] = dtype === 'bool' ? Number(x > 0) : i % 3 === 0 ? Math.round(x) : scaled
  })
  return data
}

interface Operand {
  readonly address: number
  readonly row: number
  readonly step: number
  readonly view: View
}

function operand(
  place: Place,
  dtype: DType,
  { rows, columns }: Shared,
  gap: number,
  step: number,
  seed: number,
): Operand {
  const row = columns * step + gap
  const { address, view } = place(
    values(dtype, rows * row + columns * step + 1, seed) as Int32Array,
  )
  const [shape, strides] = [
    [rows, columns],
    [row, step],
  ]
  return { address, row, step, view: { data: view, dtype, shape, strides, offset: 0 } }
}

/** The two parts of the output on both sides of a cut through its columns. */
function* halves({ rows, columns, cut }: Shared) {
  const middle = Math.min(cut, columns)
  yield [0, rows, 0, middle] as const
  yield [0, rows, middle, columns] as const
}

const ownCopy = ({ view }: Operand): View => ({ ...view, data: view.data.slice() })

describe('comparisons', () => {
  it('are those of the reference, for every dtype and step', () => {
    fc.assert(
      fc.property(
        fc.record({
          ...shared,
          op: fc.constantFrom(...compareOps),
          dtype: fc.constantFrom(...dtypes),
        }),
        (c) => {
          withArrays((place) => {
            const a = operand(place, c.dtype, c, c.gaps[0], c.steps[0], c.seed)
            const b = operand(place, c.dtype, c, c.gaps[1], c.steps[1], c.seed + (c.cut % 2))
            const out = operand(place, 'bool', c, c.gaps[2], 1, 1)
            const expected = ownCopy(out)
            binary(c.op, a.view, b.view, expected)
            const [op, type] = [compareOps.indexOf(c.op), dtypes.indexOf(c.dtype)]
            const operands = [a.address, a.row, a.step, b.address, b.row, b.step] as const
            for (const range of halves(c)) {
              kernels.compare(op, type, ...operands, out.address, out.row, ...range)
            }
            expect(firstDifference(out.view.data, expected.data)).toBeNull()
          })
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('choices', () => {
  it('are those of the reference, for every dtype and step', () => {
    fc.assert(
      fc.property(fc.record({ ...shared, dtype: fc.constantFrom(...dtypes) }), (c) => {
        withArrays((place) => {
          const condition = operand(place, 'bool', c, c.gaps[0], c.steps[0], c.seed + 2)
          const a = operand(place, c.dtype, c, c.gaps[1], c.steps[1], c.seed)
          const b = operand(place, c.dtype, c, c.gaps[2], c.steps[2], c.seed + 1)
          const out = operand(place, c.dtype, c, c.gaps[3], 1, 1)
          const expected = ownCopy(out)
          where(condition.view, a.view, b.view, expected)
          const kernel = kernels[`where${8 * a.view.data.BYTES_PER_ELEMENT}` as 'where8']
          const asks = [condition.address, condition.row, condition.step] as const
          const operands = [a.address, a.row, a.step, b.address, b.row, b.step] as const
          for (const range of halves(c))
            kernel(...asks, ...operands, out.address, out.row, ...range)
          expect(firstDifference(out.view.data, expected.data)).toBeNull()
        })
      }),
      { numRuns: 200 },
    )
  })
})

describe('conversions', () => {
  it('are those of typed arrays, from every dtype to every other', () => {
    fc.assert(
      fc.property(
        fc.record({ ...shared, from: fc.constantFrom(...dtypes), to: fc.constantFrom(...dtypes) }),
        (c) => {
          withArrays((place) => {
            const x = operand(place, c.from, c, c.gaps[0], c.steps[0], c.seed)
            const out = operand(place, c.to, c, c.gaps[1], 1, 1)
            const expected = ownCopy(out)
            copy(x.view, expected)
            const codes = [dtypes.indexOf(c.from), dtypes.indexOf(c.to)] as const
            for (const range of halves(c)) {
              kernels.convert(...codes, x.address, x.row, x.step, out.address, out.row, ...range)
            }
            expect(firstDifference(out.view.data, expected.data)).toBeNull()
          })
        },
      ),
      { numRuns: 400 },
    )
  })
})
