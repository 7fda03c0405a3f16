import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { matmulScratch } from '../../src/backend/wasm/compiler/lower/matmul-task'
import { epilogueCodes } from '../../src/backend/wasm/compiler/tasks/epilogue'
import { fusedMultiplyAdd, multiplyAdd } from './fused-twin'
import {
  type Dtype,
  firstDifference,
  forms,
  kernels,
  numbers,
  relu,
  rounding,
  size,
  useForm,
  withArrays,
} from './support'

interface Case {
  dtype: Dtype
  form: 'NN' | 'NT' | 'TN' | 'TT' | 'spread'
  m: number
  n: number
  k: number
  gaps: [number, number, number]
  slip: number
  epilogue: keyof typeof epilogueCodes
  special: boolean
  /** Whether two tiles are computed at once. */
  wide: boolean
  seed: number
  fused: boolean
}

const cases = fc.record({
  dtype: fc.constantFrom('float32', 'float64'),
  form: fc.constantFrom('NN', 'NT', 'TN', 'TT', 'spread'),
  m: size,
  n: size,
  k: size,
  gaps: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)),
  slip: fc.nat(3),
  epilogue: fc.constantFrom('store', 'accumulate', 'add', 'addRelu', 'relu', 'mask', 'descend'),
  special: fc.boolean(),
  wide: fc.boolean(),
  seed: fc.integer(),
})

/** Strides of a `rows` x `columns` matrix of the given form, and the length of its array. */
function layout(form: string, rows: number, columns: number, gap: number) {
  if (form === 'N') return { row: columns + gap, column: 1, length: rows * (columns + gap) }
  if (form === 'T') return { row: 1, column: rows + gap, length: columns * (rows + gap) }
  return { row: 2, column: 2 * rows + gap, length: columns * (2 * rows + gap) + 2 }
}

const RATE = 0.3

/** Each sum in one chain from 0 over p, every operation rounded: what the kernel promises to the bit. */
function twin(
  c: Case,
  a: Operand,
  b: Operand,
  before: ArrayLike<number>,
  cRow: number,
  extra: Extra,
) {
  const round = rounding(c.dtype)
  const out = Array.from(before)
  const add = c.dtype === 'float64' ? multiplyAdd64 : c.fused ? fusedMultiplyAdd : multiplyAdd
  const rate = round(RATE)
  for (let i = 0; i < c.m; i++) {
    for (let j = 0; j < c.n; j++) {
      let s = 0
      for (let p = 0; p < c.k; p++) {
        s = add(a.values[i * a.row + p * a.column], b.values[p * b.row + j * b.column], s)
      }
      const at = i * cRow + j
      const beside = extra.values[i * extra.row + j]
      if (c.epilogue === 'store') out[at] = s
      else if (c.epilogue === 'accumulate') out[at] = round(out[at] + s)
      else if (c.epilogue === 'add') out[at] = round(s + beside)
      else if (c.epilogue === 'addRelu') out[at] = relu(round(s + beside))
      else if (c.epilogue === 'relu') out[at] = relu(s)
      else if (c.epilogue === 'mask') out[at] = beside > 0 ? s : 0
      else out[at] = round(out[at] - round(rate * s))
    }
  }
  return out
}

function multiplyAdd64(x: number, y: number, s: number): number {
  return s + x * y
}

/** Operands of a product; for fused float64 such that sums are exact, and one rounding like two. */
function operand(c: Case, length: number, seed: number) {
  if (c.dtype === 'float32' || !c.fused) return numbers(c.dtype, length, seed, c.special)
  return numbers(c.dtype, length, seed).map((value) => Math.round(value * 1024) / 1024)
}

type Operand = { values: ArrayLike<number>; row: number; column: number }
type Extra = { values: ArrayLike<number>; row: number }

/** Runs a case whole, or split at `cut` of its rows and columns into four calls. */
function compare(c: Case, cut: [number, number] | null) {
  return withArrays((place) => {
    const aLayout = layout(c.form[0], c.m, c.k, c.gaps[0])
    const bLayout = layout(c.form[1] ?? c.form[0], c.k, c.n, c.gaps[1])
    const cRow = c.n + c.gaps[2]
    const extraRow = c.epilogue === 'mask' ? c.n + 1 : 0
    const a = place(operand(c, aLayout.length, c.seed), c.slip)
    const b = place(operand(c, bLayout.length, c.seed + 1), c.slip)
    const out = place(numbers(c.dtype, c.m * cRow, c.seed + 2), c.slip)
    const beside = numbers(c.dtype, extraRow === 0 ? c.n : c.m * extraRow, c.seed + 3)
    const extra = place(c.epilogue === 'descend' ? new Float64Array([RATE]) : beside)
    const expected = twin(
      c,
      { ...aLayout, values: a.view },
      { ...bLayout, values: b.view },
      out.view,
      cRow,
      { values: beside, row: extraRow },
    )
    const bytes = c.dtype === 'float32' ? 4 : 8
    const scratch = place(new Uint8Array(matmulScratch(c.k, bytes) + 64).fill(0xa5))
    const rows = cut === null ? [0, c.m] : [0, Math.min(cut[0], c.m), c.m]
    const columns = cut === null ? [0, c.n] : [0, Math.min(cut[1], c.n), c.n]
    for (let i = 1; i < rows.length; i++) {
      for (let j = 1; j < columns.length; j++) {
        const args = [
          ...([a.address, aLayout.row, aLayout.column] as const),
          ...([b.address, bLayout.row, bLayout.column] as const),
          ...([out.address, cRow, c.k] as const),
          ...([rows[i - 1], rows[i], columns[j - 1], columns[j]] as const),
          ...([epilogueCodes[c.epilogue], extra.address, extraRow, scratch.address] as const),
        ] as const
        if (c.dtype === 'float64') kernels.matmulF64(...args)
        else kernels.matmulF32(...args, Number(c.wide))
      }
    }
    const spill = scratch.view.subarray(matmulScratch(c.k, bytes)).every((byte) => byte === 0xa5)
    return { difference: firstDifference(out.view, expected), spill: !spill }
  })
}

describe.each(forms)('products of matrices, %s', (form) => {
  const fused = form === 'fused'
  beforeAll(() => useForm(form))

  it('agree with the twin to the bit, for every form, epilogue, size, stride and value', () => {
    fc.assert(
      fc.property(cases, (c) => {
        expect(compare({ ...c, fused }, null)).toEqual({ difference: null, spill: false })
      }),
      { numRuns: 400 },
    )
  })

  it('do not depend on how the output is split', () => {
    fc.assert(
      fc.property(cases, fc.tuple(fc.nat(40), fc.nat(40)), (c, cut) => {
        expect(compare({ ...c, fused }, cut)).toEqual({ difference: null, spill: false })
      }),
      { numRuns: 200 },
    )
  })

  it('reach over several blocks of rows', () => {
    for (const m of [127, 128, 129, 260]) {
      const c: Case = {
        dtype: 'float32',
        form: 'NT',
        m,
        n: 19,
        k: 21,
        gaps: [0, 0, 0],
        slip: 0,
        epilogue: 'store',
        special: false,
        wide: false,
        seed: m,
        fused,
      }
      expect(compare(c, null)).toEqual({ difference: null, spill: false })
    }
  })
})
