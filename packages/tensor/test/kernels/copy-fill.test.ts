import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDifference, kernels, numbers, size, withArrays } from './support'

const layout = fc.record({ turned: fc.boolean(), gap: fc.nat(3), step: fc.constantFrom(1, 2) })
type Layout = typeof layout extends fc.Arbitrary<infer T> ? T : never

/** Strides of a rows x columns matrix, and the elements that it spans. */
function strides(rows: number, columns: number, { turned, gap, step }: Layout) {
  const [outer, inner] = turned ? [columns, rows] : [rows, columns]
  const long = inner * step + gap
  return { row: turned ? step : long, column: turned ? long : step, span: outer * long + 1 }
}

const shapes = fc.record({ rows: size, columns: size, cut: fc.nat(70), seed: fc.integer() })

describe('moving', () => {
  it.each([
    ['stridedCopy8', Uint8Array],
    ['copy32', Int32Array],
    ['stridedCopy32', Int32Array],
    ['stridedCopy64', Float64Array],
  ] as const)('%s copies any layout to any layout and nothing else', (kernel, type) => {
    fc.assert(
      fc.property(shapes, layout, layout, ({ rows, columns, cut, seed }, from, to) => {
        withArrays((place) => {
          const [a, b] = [strides(rows, columns, from), strides(rows, columns, to)]
          const x = place(
            type.from(numbers('float64', a.span, seed).map((v) => v * 200)) as Uint8Array,
          )
          const out = place(new type(b.span).fill(7) as Uint8Array)
          const middle = Math.min(cut, rows)
          for (const [begin, end] of [
            [0, middle],
            [middle, rows],
          ]) {
            if (kernel === 'copy32') {
              const matrices = [x.address, a.row, a.column, out.address, b.row, b.column] as const
              kernels.copy32(...matrices, begin, end, 0, columns)
            } else {
              const axes = Int32Array.of(rows, a.row, b.row, columns, a.column, b.column)
              kernels[kernel](x.address, out.address, place(axes).address, 2, begin, end)
            }
          }
          const expected = new type(b.span).fill(7)
          for (let i = 0; i < rows; i++) {
            for (let j = 0; j < columns; j++) {
              expected[i * b.row + j * b.column] = x.view[i * a.row + j * a.column]
            }
          }
          expect(firstDifference(out.view, expected)).toBeNull()
        })
      }),
    )
  })

  it.each([
    ['fillF32', Float32Array, 0.1],
    ['fillF64', Float64Array, 0.1],
    ['fillI32', Int32Array, -5],
    ['fillU8', Uint8Array, 200],
  ] as const)('%s fills any layout and nothing else', (kernel, type, value) => {
    fc.assert(
      fc.property(shapes, layout, ({ rows, columns, cut }, to) => {
        withArrays((place) => {
          const b = strides(rows, columns, to)
          const out = place(new type(b.span) as Float32Array)
          const middle = Math.min(cut, columns)
          kernels[kernel](value, out.address, b.row, b.column, 0, rows, 0, middle)
          kernels[kernel](value, out.address, b.row, b.column, 0, rows, middle, columns)
          const expected = new type(b.span)
          for (let i = 0; i < rows; i++) {
            for (let j = 0; j < columns; j++) expected[i * b.row + j * b.column] = value
          }
          expect(firstDifference(out.view, expected)).toBeNull()
        })
      }),
    )
  })
})
