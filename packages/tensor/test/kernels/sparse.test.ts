import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { listBytes, listProductScratch } from '../../src/backend/wasm/lists'
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
function readLists(entries: number, ranges: ArrayLike<number>) {
  return Array.from({ length: ranges.length / 2 }, (_, r) =>
    Array.from({ length: ranges[2 * r + 1] - ranges[2 * r] }, (_, i) => {
      const address = entries + (ranges[2 * r] + i) * 8
      return {
        index: memory.int32(address, 1)[0],
        value: memory.float32(address + 4, 1)[0],
      }
    }),
  )
}

/** Lists in kernel memory, `gap` entries apart. */
function placeLists(place: Place, lists: SparseRows['lists'], gap: number): PlacedLists {
  const words: number[] = []
  const bits = new Int32Array(1)
  const ranges = lists.flatMap((list) => {
    const first = words.length / 2
    for (const { index, value } of list) {
      new Float32Array(bits.buffer)[0] = value
      words.push(index, bits[0])
    }
    const end = words.length / 2
    words.push(...new Array(2 * gap).fill(-1))
    return [first, end]
  })
  return {
    entries: place(Int32Array.from(words)).address,
    ranges: place(Int32Array.from(ranges)),
  }
}

interface PlacedLists {
  readonly entries: number
  readonly ranges: Placed<Int32Array>
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
          const ranges = place(new Int32Array(2 * b.n))
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

type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never
type Place = Parameters<Parameters<typeof withArrays>[0]>[0]

/** A batch of floats with background 0.5, its lists of rows in kernel memory, and those of columns made of them in two parts. */
function placeSparse(place: Place, b: Batch, special: boolean) {
  const values = numbers('float32', b.n * b.columns, b.seed, special)
  const noise = numbers('float32', values.length, b.seed + 9)
  const dense = values.map((v, i) => (noise[i] < 2 * b.density - 1 ? v : 0.5))
  const x = sparseRows(dense, [b.n, b.columns], 0.5)
  const rows = placeLists(place, x.lists, b.gap)
  const columns = {
    entries: place(new Uint8Array(listBytes(b.columns, b.n))).address,
    ranges: place(new Int32Array(2 * b.columns)),
  }
  const cut = Math.min(b.cut, b.columns)
  for (const [begin, end] of [
    [0, cut],
    [cut, b.columns],
  ]) {
    kernels.listColumns(
      rows.entries,
      rows.ranges.address,
      b.n,
      columns.entries,
      b.n,
      columns.ranges.address,
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
  const [x, lists] = p.transpose ? [transposed(byRows), columns] : [byRows, rows]
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
        lists.ranges.address,
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
