import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { columnsScratch, listBytes, listProductScratch } from '../../src/backend/wasm/lists'
import { Epilogue } from '../../src/backend/wasm/products'
import { fusedMultiplyAdd, multiplyAdd } from './fused-twin'
import { type SparseRows, sparseProduct, sparseRows, transposed } from './sparse-twin'
import {
  firstDifference,
  forms,
  kernels,
  memory,
  numbers,
  type Placed,
  relu,
  size,
  useForm,
  withArrays,
} from './support'

const { fround } = Math

/** Entries as the kernels leave them, read back into the plain form. */
function readLists(entries: number, capacity: number, counts: ArrayLike<number>) {
  return Array.from(counts, (count, r) =>
    Array.from({ length: count }, (_, i) => {
      const address = entries + (r * capacity + i) * 8
      return {
        index: memory.int32(address, 1)[0],
        value: memory.float32(address + 4, 1)[0],
      }
    }),
  )
}

/** Bytes of which about `density` differ from the background. */
function bytes(length: number, background: number, density: number, seed: number): Uint8Array {
  const noise = numbers('float64', 2 * length, seed)
  return Uint8Array.from({ length }, (_, i) =>
    noise[i] < 2 * density - 1 ? Math.floor((noise[length + i] + 1) * 128) : background,
  )
}

const batch = fc.record({
  n: size,
  columns: size,
  gap: fc.nat(5),
  background: fc.constantFrom(0, 255, 17),
  density: fc.constantFrom(0, 0.2, 0.5, 1),
  scale: fc.constantFrom(1 / 255, 0.0127, 1),
  seed: fc.integer(),
  cut: fc.nat(70),
})

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
          const lists = place(new Uint8Array(listBytes(b.n, b.columns) + 64).fill(0xa5))
          const counts = place(new Int32Array(b.n))
          const cut = Math.min(b.cut, b.n)
          for (const [begin, end] of [
            [0, cut],
            [cut, b.n],
          ]) {
            kernels.listRowsU8(
              source.address,
              step,
              rows.address,
              b.columns,
              b.background,
              b.scale,
              lists.address,
              b.columns,
              counts.address,
              begin,
              end,
            )
          }
          expect(readLists(lists.address, b.columns, counts.view)).toEqual(expected)
          const turned = place(new Uint8Array(listBytes(b.columns, b.n)))
          const turnedCounts = place(new Int32Array(b.columns))
          const scratch = place(new Uint8Array(columnsScratch(b.n)))
          const columnCut = Math.min(b.cut, b.columns)
          for (const [begin, end] of [
            [0, columnCut],
            [columnCut, b.columns],
          ]) {
            kernels.listColumnsU8(
              source.address,
              step,
              rows.address,
              b.n,
              b.background,
              b.scale,
              turned.address,
              b.n,
              turnedCounts.address,
              begin,
              end,
              scratch.address,
            )
          }
          const byColumns = transposed({ columns: b.columns, background: 0, lists: expected })
          expect(readLists(turned.address, b.n, turnedCounts.view)).toEqual(byColumns.lists)
          expect(lists.view.subarray(-64).every((byte) => byte === 0xa5)).toBe(true)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('of floats, by rows and by columns, are those of the twin', () => {
    fc.assert(
      fc.property(batch, fc.boolean(), (b, special) => {
        withArrays((place) => {
          const { x, rows, columns } = placeSparse(place, b, special)
          expect(readLists(rows.entries, b.columns, rows.counts.view)).toEqual(x.lists)
          expect(readLists(columns.entries, b.n, columns.counts.view)).toEqual(transposed(x).lists)
        })
      }),
      { numRuns: 200 },
    )
  })
})

type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never
type Place = Parameters<Parameters<typeof withArrays>[0]>[0]

/** A batch of floats with background 0.5 in kernel memory, listed in two parts by rows and by columns. */
function placeSparse(place: Place, b: Batch, special: boolean) {
  const step = b.columns + b.gap
  const values = numbers('float32', b.n * step, b.seed, special)
  const noise = numbers('float32', values.length, b.seed + 9)
  const source = place(values.map((v, i) => (noise[i] < 2 * b.density - 1 ? v : 0.5)))
  const dense = Array.from({ length: b.n }, (_, r) => [
    ...source.view.subarray(r * step, r * step + b.columns),
  ])
  const x = sparseRows(dense.flat(), [b.n, b.columns], 0.5)
  const rows = {
    entries: place(new Uint8Array(listBytes(b.n, b.columns))).address,
    counts: place(new Int32Array(b.n)),
  }
  const columns = {
    entries: place(new Uint8Array(listBytes(b.columns, b.n))).address,
    counts: place(new Int32Array(b.columns)),
  }
  const [rowCut, columnCut] = [Math.min(b.cut, b.n), Math.min(b.cut, b.columns)]
  for (const [begin, end] of [
    [0, rowCut],
    [rowCut, b.n],
  ]) {
    kernels.listRowsF32(
      source.address,
      step,
      b.columns,
      0.5,
      rows.entries,
      b.columns,
      rows.counts.address,
      begin,
      end,
    )
  }
  for (const [begin, end] of [
    [0, columnCut],
    [columnCut, b.columns],
  ]) {
    kernels.listColumns(
      rows.entries,
      b.columns,
      rows.counts.address,
      b.n,
      columns.entries,
      b.n,
      columns.counts.address,
      begin,
      end,
    )
  }
  return { x, rows, columns }
}

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
    const found = sparseProduct(sparse, matrix, width, null, add)
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
  const { x: byRows, rows, columns } = placeSparse(place, p.batch, p.special)
  const [x, lists, capacity] = p.transpose
    ? [transposed(byRows), columns, p.batch.n]
    : [byRows, rows, p.batch.columns]
  const depth = x.columns
  const step = p.width + p.gap
  const matrix = numbers('float32', depth * p.width, p.batch.seed + 1, p.special)
  const spread = place(new Float32Array(depth * step), p.gap)
  for (let i = 0; i < depth; i++)
    spread.view.set(matrix.subarray(i * p.width, (i + 1) * p.width), i * step)
  const bias = place(numbers('float32', p.width, p.batch.seed + 2))
  const out = place(numbers('float32', x.lists.length * step, p.batch.seed + 3) as Float32Array)
  const sums = sparseProduct(x, matrix, p.width, p.hasBias ? bias.view : null, add)
  const expected = finished(p, x, out, sums, step)
  const rate = place(new Float64Array([RATE]))
  const scratch = place(new Uint8Array(listProductScratch(depth)))
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
      kernels.listProductF32(
        lists.entries,
        capacity,
        lists.counts.address,
        spread.address,
        step,
        depth,
        x.background,
        p.hasBias ? bias.address : 0,
        out.address,
        step,
        Epilogue[p.epilogue],
        rate.address,
        rowBegin,
        rowEnd,
        columnBegin,
        columnEnd,
        scratch.address,
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
