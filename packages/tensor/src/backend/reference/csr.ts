import { IndexError } from '../../core/errors'
import type { View } from '../../core/view'
import type { Activation } from '../backend'

/*
 * Sparse rows with a background: a matrix X of which most elements are one number b is kept as the
 * lists of what differs from it, X = b + D. Then X M = D M + b (column sums of M).
 */

export function toCsr(
  source: View,
  rows: View,
  background: number,
  scale: number,
  entries: View,
  ranges: View,
): void {
  const lists = new ListWriter(entries, ranges)
  forEachRow(source, rows, (row, j) => {
    lists.begin(j)
    for (let column = 0; column < source.shape[1]; column++) {
      const byte = source.data[row + column * source.strides[1]]
      if (byte !== background) lists.append(column, (byte - background) * scale)
    }
  })
}

export function csrToCsc(rowEntries: View, rowRanges: View, entries: View, ranges: View): void {
  const columns = Array.from({ length: entries.shape[0] }, (): Entry[] => [])
  for (let row = 0; row < rowRanges.shape[0]; row++) {
    for (const { place, value } of listOf(rowEntries, rowRanges, row)) {
      columns[place].push({ place: row, value })
    }
  }
  const lists = new ListWriter(entries, ranges)
  columns.forEach((list, column) => {
    lists.begin(column)
    for (const { place, value } of list) lists.append(place, value)
  })
}

export function csrMatmul(
  entries: View,
  ranges: View,
  matrix: View,
  background: number,
  bias: View | null,
  activation: Activation,
  out: View,
): void {
  const base = columnBase(matrix, background, bias)
  const sums = new Float64Array(base.length)
  for (let r = 0; r < out.shape[0]; r++) {
    sums.set(base)
    for (const { place, value } of listOf(entries, ranges, r)) {
      addScaledRow(sums, value, matrix, place)
    }
    for (let j = 0; j < sums.length; j++) {
      const sum = sums[j]
      out.data[out.offset + r * out.strides[0] + j * out.strides[1]] =
        activation === 'relu' && sum < 0 ? 0 : sum
    }
  }
}

/** bias[j] + background * (sum of column j). */
function columnBase(matrix: View, background: number, bias: View | null): Float64Array {
  const base = new Float64Array(matrix.shape[1])
  for (let i = 0; i < matrix.shape[0]; i++) addScaledRow(base, background, matrix, i)
  if (bias !== null) {
    for (let j = 0; j < base.length; j++) base[j] += bias.data[bias.offset + j * bias.strides[0]]
  }
  return base
}

function addScaledRow(sums: Float64Array, factor: number, matrix: View, row: number): void {
  const { data, strides, offset } = matrix
  const start = offset + row * strides[0]
  for (let j = 0; j < sums.length; j++) sums[j] += factor * data[start + j * strides[1]]
}

function forEachRow(source: View, rows: View, visit: (offset: number, j: number) => void): void {
  for (let j = 0; j < rows.shape[0]; j++) {
    const row = rows.data[rows.offset + j * rows.strides[0]]
    if (row < 0 || row >= source.shape[0]) {
      throw new IndexError(`gatherRows: index ${row} is out of range for size ${source.shape[0]}`)
    }
    visit(source.offset + row * source.strides[0], j)
  }
}

interface Entry {
  readonly place: number
  readonly value: number
}

/** Entries are two words: the place, and the bits of a float32. */
const WORDS = 2

function listOf(entries: View, ranges: View, index: number): Entry[] {
  const values = valuesOf(entries)
  const range = ranges.offset + index * ranges.strides[0]
  const [first, end] = [ranges.data[range], ranges.data[range + 1]]
  return Array.from({ length: end - first }, (_, i) => {
    const at = entries.offset + (first + i) * WORDS
    return { place: entries.data[at], value: values[at + 1] }
  })
}

/** Writes lists one behind the other. */
class ListWriter {
  readonly #entries: View
  readonly #values: Float32Array
  readonly #ranges: View
  #range = 0
  #end = 0

  constructor(entries: View, ranges: View) {
    this.#entries = entries
    this.#values = valuesOf(entries)
    this.#ranges = ranges
  }

  /** What is appended from now on belongs to list `index`. */
  begin(index: number): void {
    this.#range = this.#ranges.offset + index * this.#ranges.strides[0]
    this.#ranges.data[this.#range] = this.#end
    this.#ranges.data[this.#range + 1] = this.#end
  }

  append(place: number, value: number): void {
    const at = this.#entries.offset + this.#end * WORDS
    this.#entries.data[at] = place
    this.#values[at + 1] = value
    this.#ranges.data[this.#range + 1] = ++this.#end
  }
}

function valuesOf({ data }: View): Float32Array {
  return new Float32Array(data.buffer, data.byteOffset, data.length)
}
