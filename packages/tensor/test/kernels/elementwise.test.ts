import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BinaryOp, UnaryOp } from '../../src/backend/backend'
import { binary, unary } from '../../src/backend/reference/elementwise'
import { binaryOps, unaryOps } from '../../src/backend/wasm/compiler/lower/operation-codes'
import type { View } from '../../src/core/view'
import { type Dtype, firstDifference, kernels, numbers, size, withArrays } from './support'

const shared = {
  dtype: fc.constantFrom<Dtype>('float32', 'float64'),
  rows: fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(9)),
  columns: size,
  gaps: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)),
  slip: fc.nat(3),
  inPlace: fc.boolean(),
  special: fc.boolean(),
  seed: fc.integer(),
  cut: fc.tuple(fc.nat(9), fc.nat(70)),
}

/** How an operand lies on the grid of the output. */
type Repeat = 'none' | 'row' | 'column' | 'number' | 'twos'
const repeat = fc.constantFrom<Repeat>('none', 'row', 'column', 'number', 'twos')

/** Operations whose bits are those of the reference, in one dtype or both. */
const approximated = ['exp', 'log', 'tanh', 'expm1', 'log1p', 'erf', 'sigmoid', 'softplus']

const unaryCase = fc
  .record({
    op: fc.constantFrom(...unaryOps),
    repeat: fc.constantFrom<Repeat>('none', 'column', 'twos'),
    ...shared,
  })
  .filter(({ op, dtype }) => dtype === 'float64' || !approximated.includes(op))

const binaryCase = fc.record({
  op: fc.constantFrom(...binaryOps),
  repeats: fc.tuple(repeat, repeat),
  ...shared,
})

type Common = typeof unaryCase extends fc.Arbitrary<infer T> ? Omit<T, 'op' | 'repeat'> : never
type Place = Parameters<Parameters<typeof withArrays>[0]>[0]

interface Operand {
  address: number
  row: number
  step: number
  view: View
}

function operand(place: Place, c: Common, gap: number, repeated: Repeat, seed: number): Operand {
  const across = repeated === 'twos' ? 2 : 1
  const row = repeated === 'row' || repeated === 'number' ? 0 : across * c.columns + gap
  const step = repeated === 'column' || repeated === 'number' ? 0 : across
  const length = Math.max((across * c.columns + gap) * Math.max(c.rows, 1), 1)
  const { address, view: data } = place(numbers(c.dtype, length, seed, c.special), c.slip)
  const [shape, strides] = [
    [c.rows, c.columns],
    [row, step],
  ]
  return { address, row, step, view: { data, dtype: c.dtype, shape, strides, offset: 0 } }
}

/** A copy of the elements on memory of their own, for the twin. */
function ownCopy({ view }: Operand): View {
  return { ...view, data: view.data.slice() }
}

/** The four parts of the output on both sides of the cuts. */
function* parts({ rows, columns, cut }: Common) {
  const [i, j] = [Math.min(cut[0], rows), Math.min(cut[1], columns)]
  for (const [rowBegin, rowEnd] of [
    [0, i],
    [i, rows],
  ]) {
    yield [rowBegin, rowEnd, 0, j] as const
    yield [rowBegin, rowEnd, j, columns] as const
  }
}

describe('elementwise kernels of one operand', () => {
  it('have the bits of the reference, whatever the split', () => {
    fc.assert(
      fc.property(unaryCase, (c) => {
        withArrays((place) => {
          const x = operand(place, c, c.gaps[0], c.repeat, c.seed)
          const out =
            c.inPlace && c.repeat === 'none' ? x : operand(place, c, c.gaps[1], 'none', c.seed + 1)
          const expected = ownCopy(out)
          unary(c.op as UnaryOp, ownCopy(x), expected)
          const kernel = kernels[`unaryF${c.dtype === 'float32' ? 32 : 64}`]
          const operands = [x.address, x.row, x.step, out.address, out.row] as const
          for (const range of parts(c)) kernel(unaryOps.indexOf(c.op), ...operands, ...range)
          expect(firstDifference(out.view.data, expected.data)).toBeNull()
        })
      }),
      { numRuns: 300 },
    )
  })
})

describe('elementwise kernels of two operands', () => {
  it('have the bits of the reference, with repeated operands, whatever the split', () => {
    fc.assert(
      fc.property(binaryCase, (c) => {
        withArrays((place) => {
          const a = operand(place, c, c.gaps[0], c.repeats[0], c.seed)
          const b = operand(place, c, c.gaps[1], c.repeats[1], c.seed + 1)
          const isWhole = c.inPlace && c.repeats[0] === 'none'
          const out = isWhole ? a : operand(place, c, c.gaps[2], 'none', c.seed + 2)
          const expected = ownCopy(out)
          binary(c.op as BinaryOp, ownCopy(a), ownCopy(b), expected)
          const kernel = kernels[`binaryF${c.dtype === 'float32' ? 32 : 64}`]
          const op = binaryOps.indexOf(c.op)
          const operands = [a.address, a.row, a.step, b.address, b.row, b.step] as const
          for (const range of parts(c)) kernel(op, ...operands, out.address, out.row, ...range)
          expect(firstDifference(out.view.data, expected.data)).toBeNull()
        })
      }),
      { numRuns: 600 },
    )
  })
})
