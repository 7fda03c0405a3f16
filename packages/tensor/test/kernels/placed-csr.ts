import fc from 'fast-check'
import { type SparseRows, sparseRows } from './sparse-twin'
import { kernels, memory, numbers, type Placed, size, type withArrays } from './support'

/** Bytes of an entry: its index and its float. */
export const ENTRY_BYTES = 8

/** What a sparse batch is made by, and where work on it is cut. */
export const batch = fc.record({
  n: size,
  columns: size,
  gap: fc.nat(5),
  background: fc.constantFrom(0, 255, 17),
  density: fc.constantFrom(0, 0.2, 0.5, 1),
  scale: fc.constantFrom(1 / 255, 0.0127, 1),
  seed: fc.integer(),
  cut: fc.nat(70),
})

type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never
export type Place = Parameters<Parameters<typeof withArrays>[0]>[0]

/** Entries as the kernels leave them, read back into the plain form. */
export function readLists(entries: number, ranges: ArrayLike<number>) {
  return Array.from({ length: ranges.length / 2 }, (_, r) =>
    Array.from({ length: ranges[2 * r + 1] - ranges[2 * r] }, (_, i) => {
      const address = entries + (ranges[2 * r] + i) * ENTRY_BYTES
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
export function bytes(
  length: number,
  background: number,
  density: number,
  seed: number,
): Uint8Array {
  const noise = numbers('float64', 2 * length, seed)
  return Uint8Array.from({ length }, (_, i) =>
    noise[i] < 2 * density - 1 ? Math.floor((noise[length + i] + 1) * 128) : background,
  )
}

/**
 * A batch of floats with background 0.5, its lists of rows in kernel memory, and those of columns made of
 * them in two parts.
 */
export function placeSparse(place: Place, b: Batch, special: boolean) {
  const values = numbers('float32', b.n * b.columns, b.seed, special)
  const noise = numbers('float32', values.length, b.seed + 9)
  const dense = values.map((v, i) => (noise[i] < 2 * b.density - 1 ? v : 0.5))
  const x = sparseRows(dense, [b.n, b.columns], 0.5)
  const rows = placeLists(place, x.lists, b.gap)
  const columns = {
    entries: place(new Uint8Array(b.columns * b.n * ENTRY_BYTES)).address,
    ranges: place(new Int32Array(2 * b.columns)),
  }
  const cut = Math.min(b.cut, b.columns)
  for (const [begin, end] of [
    [0, cut],
    [cut, b.columns],
  ]) {
    kernels.csrToCsc(
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
