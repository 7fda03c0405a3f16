import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDifference, kernels, numbers, size, withArrays } from './support'

const { fround } = Math

const table = fc.record({
  count: fc.integer({ min: 1, max: 9 }),
  columns: size,
  gap: fc.nat(3),
  n: size,
  slip: fc.nat(3),
  seed: fc.integer(),
  cut: fc.nat(70),
})

/** Row numbers from `lowest` to `count` - 1. */
function rowNumbers(n: number, count: number, seed: number, lowest = 0): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => {
    return lowest + (Math.abs(i * 31 + seed) % (count - lowest))
  })
}

function* parts(n: number, cut: number): Generator<[number, number]> {
  yield [0, Math.min(cut, n)]
  yield [Math.min(cut, n), n]
}

describe('rows at row numbers', () => {
  it.each(['bytes', 'floats'])('of %s, scaled and shifted, round once', (kind) => {
    fc.assert(
      fc.property(table, fc.boolean(), (t, special) => {
        withArrays((place) => {
          const step = t.columns + t.gap
          const floats = numbers('float32', t.count * step, t.seed, special) as Float32Array
          const bytes = Uint8Array.from(floats, (x) => Math.abs(x * 255))
          const source = kind === 'bytes' ? place(bytes, t.slip) : place(floats, t.slip)
          const rows = place(rowNumbers(t.n, t.count, t.seed))
          const out = place(new Float32Array(t.n * t.columns), t.slip)
          const scratch = place(new Uint8Array(1024))
          const [scale, shift] = [1 / 255 / 0.3081, -0.1307 / 0.3081]
          for (const [begin, end] of parts(t.n, t.cut)) {
            const shared = [source.address, step, rows.address, t.columns, scale, shift] as const
            const target = [out.address, t.columns, begin, end] as const
            if (kind === 'bytes') kernels.gatherRowsU8F32(...shared, ...target, scratch.address)
            else kernels.gatherRowsF32(...shared, ...target)
          }
          const expected = Float32Array.from(out.view, (_, i) => {
            const [r, c] = [Math.floor(i / t.columns), i % t.columns]
            return fround(source.view[rows.view[r] * step + c] * scale + shift)
          })
          expect(firstDifference(out.view, expected)).toBeNull()
        })
      }),
    )
  })

  it('are taken as they are, negative numbers from the end', () => {
    fc.assert(
      fc.property(table, (t) => {
        withArrays((place) => {
          const step = t.columns + t.gap
          const source = place(Int32Array.from({ length: t.count * step }, (_, i) => i * 7 - 3))
          const rows = place(rowNumbers(t.n, t.count, t.seed, -t.count))
          const out = place(new Int32Array(t.n * t.columns), t.slip)
          for (const [begin, end] of parts(t.n, t.cut)) {
            const named = [rows.address, t.columns, out.address, t.columns, begin, end] as const
            kernels.takeRows32(source.address, step, t.count, ...named)
          }
          const expected = Int32Array.from(out.view, (_, i) => {
            const row = rows.view[Math.floor(i / t.columns)]
            const from = (row < 0 ? row + t.count : row) * step
            return source.view[from + (i % t.columns)]
          })
          expect(firstDifference(out.view, expected)).toBeNull()
        })
      }),
    )
  })
})
