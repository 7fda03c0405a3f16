import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { csrMatmulScratch } from '../../src/backend/wasm/compiler/lower/csr-matmul'
import { epilogueCodes } from '../../src/backend/wasm/compiler/tasks/epilogue'
import { fusedMultiplyAdd, multiplyAdd } from './fused-twin'
import { batch, bytes, type Place, placeSparse } from './placed-csr'
import { type SparseRows, sparseMatmul, sparseRows, transposed } from './sparse-twin'
import {
  firstDifference,
  forms,
  kernels,
  numbers,
  type Placed,
  relu,
  size,
  useForm,
  withArrays,
} from './support'

const { fround } = Math

const product = fc.record({
  batch,
  width: size,
  gap: fc.nat(3),
  transpose: fc.boolean(),
  hasBias: fc.boolean(),
  special: fc.boolean(),
  epilogue: fc.constantFrom('store', 'accumulate', 'relu', 'descend'),
  rowCut: fc.nat(70),
  columnCut: fc.nat(70),
})

describe.each(forms)('products of sparse rows with a background, %s', (form) => {
  const add = form === 'fused' ? fusedMultiplyAdd : multiplyAdd
  beforeAll(() => useForm(form))

  it('agree with the twin to the bit, whatever the split', () => {
    fc.assert(
      fc.property(product, (p) => {
        withArrays((place) => expect(difference(place, p, add)).toBeNull())
      }),
      { numRuns: 300 },
    )
  })

  it('are close to the dense product, within the bound that the kernel states', () => {
    const [n, depth, width] = [9, 301, 40]
    const ink = bytes(n * depth, 0, 0.2, 5)
    const [scale, shift] = [1 / 255 / 0.3081, -0.1307 / 0.3081]
    const x = Float32Array.from(ink, (byte) => byte * scale + shift)
    const matrix = numbers('float32', depth * width, 6)
    const sparse = sparseRows(x, [n, depth], fround(shift))
    const found = sparseMatmul(sparse, matrix, width, null, add)
    for (let r = 0; r < n; r++) {
      for (let j = 0; j < width; j++) {
        let exact = 0
        let magnitude = 0
        for (let i = 0; i < depth; i++) {
          exact += x[r * depth + i] * matrix[i * width + j]
          const difference = Math.abs(x[r * depth + i] - fround(shift))
          magnitude += (difference + Math.abs(shift)) * Math.abs(matrix[i * width + j])
        }
        const bound = (depth + sparse.lists[r].length + 3) * 2 ** -24 * magnitude
        expect(Math.abs(found[r * width + j] - exact)).toBeLessThanOrEqual(bound)
      }
    }
  })
})

type Product = typeof product extends fc.Arbitrary<infer T> ? T : never
const RATE = 0.25

function difference(place: Place, p: Product, add: typeof multiplyAdd): string | null {
  const { x: csr, rows, columns } = placeSparse(place, p.batch, p.special)
  const [x, lists] = p.transpose ? [transposed(csr), columns] : [csr, rows]
  const depth = x.columns
  const step = p.width + p.gap
  const matrix = numbers('float32', depth * p.width, p.batch.seed + 1, p.special)
  const spread = place(new Float32Array(depth * step), p.gap)
  for (let i = 0; i < depth; i++)
    spread.view.set(matrix.subarray(i * p.width, (i + 1) * p.width), i * step)
  const bias = place(numbers('float32', p.width, p.batch.seed + 2))
  const out = place(numbers('float32', x.lists.length * step, p.batch.seed + 3) as Float32Array)
  const sums = sparseMatmul(x, matrix, p.width, p.hasBias ? bias.view : null, add)
  const expected = finished(p, x, out, sums, step)
  const rate = place(new Float64Array([RATE]))
  const scratch = place(new Uint8Array(csrMatmulScratch(depth)))
  const rowCut = Math.min(p.rowCut, x.lists.length)
  const columnCut = Math.min(p.columnCut, p.width)
  for (const [rowBegin, rowEnd] of [
    [0, rowCut],
    [rowCut, x.lists.length],
  ]) {
    for (const [columnBegin, columnEnd] of [
      [0, columnCut],
      [columnCut, p.width],
    ]) {
      kernels.csrMatmulF32(
        lists.entries,
        lists.ranges.address,
        spread.address,
        step,
        depth,
        x.background,
        p.hasBias ? bias.address : 0,
        out.address,
        step,
        epilogueCodes[p.epilogue],
        rate.address,
        rowBegin,
        rowEnd,
        columnBegin,
        columnEnd,
        scratch.address,
        ...([0, 0, 1] as const),
      )
    }
  }
  return firstDifference(out.view, expected)
}

function finished(
  p: Product,
  x: SparseRows,
  out: Placed<Float32Array>,
  sums: Float32Array,
  step: number,
) {
  const expected = Array.from(out.view)
  for (let r = 0; r < x.lists.length; r++) {
    for (let j = 0; j < p.width; j++) {
      const s = sums[r * p.width + j]
      const before = out.view[r * step + j]
      expected[r * step + j] = {
        store: s,
        accumulate: fround(before + s),
        relu: relu(s),
        descend: fround(before - fround(RATE * s)),
      }[p.epilogue]
    }
  }
  return expected
}
