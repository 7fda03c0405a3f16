import { IndexError } from '../../errors'
import type { Activation, View } from '../backend'

/*
 * Sparse rows with a background: a matrix X of which most elements are one number b is kept as the
 * lists of what differs from it, X = b + D. Then X M = D M + b (column sums of M).
 */

export function listRows(
  source: View,
  rows: View,
  background: number,
  scale: number,
  entries: View,
  counts: View,
): void {
  forEachRow(source, rows, (row, j) => {
    const list = new ListWriter(entries, counts, j)
    for (let column = 0; column < source.shape[1]; column++) {
      const byte = source.data[row + column * source.strides[1]]
      if (byte !== background) list.append(column, (byte - background) * scale)
    }
  })
}

export function listColumns(
  source: View,
  rows: View,
  background: number,
  scale: number,
  entries: View,
  counts: View,
): void {
  const lists = Array.from(
    { length: source.shape[1] },
    (_, c) => new ListWriter(entries, counts, c),
  )
  forEachRow(source, rows, (row, j) => {
    lists.forEach((list, column) => {
      const byte = source.data[row + column * source.strides[1]]
      if (byte !== background) list.append(j, (byte - background) * scale)
    })
  })
}

export function listProduct(
  entries: View,
  counts: View,
  matrix: View,
  background: number,
  bias: View | null,
  activation: Activation,
  out: View,
): void {
  const values = new Float32Array(entries.data.buffer, entries.data.byteOffset, entries.data.length)
  const base = columnBase(matrix, background, bias)
  const sums = new Float64Array(base.length)
  for (let r = 0; r < out.shape[0]; r++) {
    sums.set(base)
    const count = counts.data[counts.offset + r * counts.strides[0]]
    for (let e = 0; e < count; e++) {
      const entry = entries.offset + r * entries.strides[0] + e * entries.strides[1]
      addScaledRow(sums, values[entry + 1], matrix, entries.data[entry])
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

/** Appends to one list, whose count it keeps. */
class ListWriter {
  readonly #entries: View
  readonly #values: Float32Array
  readonly #counts: View
  readonly #index: number
  readonly #start: number

  constructor(entries: View, counts: View, index: number) {
    const { data } = entries
    this.#entries = entries
    this.#values = new Float32Array(data.buffer, data.byteOffset, data.length)
    this.#counts = counts
    this.#index = counts.offset + index * counts.strides[0]
    this.#start = entries.offset + index * entries.strides[0]
    counts.data[this.#index] = 0
  }

  append(place: number, value: number): void {
    const entry = this.#start + this.#counts.data[this.#index]++ * this.#entries.strides[1]
    this.#entries.data[entry] = place
    this.#values[entry + 1] = value
  }
}
