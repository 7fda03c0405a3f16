import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batch, bytes, ENTRY_BYTES, placeSparse, readLists } from './placed-csr'
import { sparseRows, transposed } from './sparse-twin'
import { kernels, withArrays } from './support'

const { fround } = Math

describe('lists of sparse rows', () => {
  it('of bytes at row numbers are those of the twin, however the work is split', () => {
    fc.assert(
      fc.property(batch, (b) => {
        withArrays((place) => {
          const stored = Math.max(b.n, 1) + 2
          const step = b.columns + b.gap
          const source = place(bytes(stored * step, b.background, b.density, b.seed), b.gap)
          const rows = place(
            Int32Array.from({ length: b.n }, (_, i) => Math.abs(i * 7 + b.seed) % stored),
          )
          const elements = Array.from({ length: b.n * b.columns }, (_, i) => {
            const [r, c] = [Math.floor(i / b.columns), i % b.columns]
            return source.view[rows.view[r] * step + c] - b.background
          })
          const differences = sparseRows(elements, [b.n, b.columns], 0)
          const expected = differences.lists.map((list) =>
            list.map(({ index, value }) => ({ index, value: fround(value * fround(b.scale)) })),
          )
          const lists = place(new Uint8Array(b.n * b.columns * ENTRY_BYTES + 64).fill(0xa5))
          const ranges = place(new Int32Array(2 * b.n))
          const cut = Math.min(b.cut, b.n)
          for (const [begin, end] of [
            [0, cut],
            [cut, b.n],
          ]) {
            kernels.toCsrU8(
              source.address,
              step,
              rows.address,
              b.columns,
              b.background,
              b.scale,
              lists.address,
              ranges.address,
              begin,
              end,
            )
          }
          expect(readLists(lists.address, ranges.view)).toEqual(expected)
          expect(lists.view.subarray(-64).every((byte) => byte === 0xa5)).toBe(true)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('of columns are those of the twin, however the work is split', () => {
    fc.assert(
      fc.property(batch, fc.boolean(), (b, special) => {
        withArrays((place) => {
          const { x, columns } = placeSparse(place, b, special)
          expect(readLists(columns.entries, columns.ranges.view)).toEqual(transposed(x).lists)
        })
      }),
      { numRuns: 200 },
    )
  })
})
