import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDifference, kernels, numbers, rounding, size, withArrays } from './support'

describe('sums of columns', () => {
  it.each(['float32', 'float64'] as const)('in %s are one chain each, rounded once', (dtype) => {
    fc.assert(
      fc.property(
        fc.record({ rows: size, columns: size, gap: fc.nat(3), turned: fc.boolean() }),
        fc.record({ outStep: fc.constantFrom(1, 3), special: fc.boolean(), seed: fc.integer() }),
        fc.nat(70),
        ({ rows, columns, gap, turned }, { outStep, special, seed }, cut) => {
          withArrays((place) => {
            const [length, width] = turned ? [columns, rows + gap] : [rows, columns + gap]
            const [xRow, xColumn] = turned ? [1, width] : [width, 1]
            const x = place(numbers(dtype, length * width, seed, special))
            const out = place(numbers(dtype, columns * outStep, 1))
            const kernel = dtype === 'float32' ? kernels.columnSumsF32 : kernels.columnSumsF64
            const middle = Math.min(cut, columns)
            const shared = [x.address, xRow, xColumn, rows, out.address, outStep] as const
            kernel(...shared, 0, middle)
            kernel(...shared, middle, columns)
            const expected = Array.from({ length: columns }, (_, j) => {
              let sum = 0
              for (let i = 0; i < rows; i++) sum += x.view[i * xRow + j * xColumn]
              return rounding(dtype)(sum)
            })
            const found = expected.map((_, j) => out.view[j * outStep])
            expect(firstDifference(found, expected)).toBeNull()
          })
        },
      ),
    )
  })
})
