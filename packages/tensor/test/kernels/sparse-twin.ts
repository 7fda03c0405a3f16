const { fround } = Math

/** One element that is not the background: its column (in a list of a row) and how much it differs. */
interface Entry {
  readonly index: number
  readonly value: number
}

/**
 * A matrix [rows, columns] of which most elements are one number, the background: element [r, c] is
 * `background`, plus the value of the entry for c in `lists[r]` if there is one.
 */
export interface SparseRows {
  readonly columns: number
  readonly background: number
  /** The entries of each row, in the order of the columns. */
  readonly lists: readonly (readonly Entry[])[]
}

/** Finds what differs from the background in a row-major matrix; NaN always does. Values are float32. */
export function sparseRows(
  elements: ArrayLike<number>,
  [rows, columns]: readonly [number, number],
  background: number,
): SparseRows {
  const lists = Array.from({ length: rows }, (_, r) => {
    const list: Entry[] = []
    for (let c = 0; c < columns; c++) {
      const element = elements[r * columns + c]
      if (element !== background) list.push({ index: c, value: Math.fround(element - background) })
    }
    return list
  })
  return { columns, background, lists }
}

/** The same matrix with rows and columns exchanged; entries keep the order of the rows. */
export function transposed({ columns, background, lists }: SparseRows): SparseRows {
  const result = Array.from({ length: columns }, (): Entry[] => [])
  lists.forEach((list, r) => {
    for (const { index, value } of list) result[index].push({ index: r, value })
  })
  return { columns: lists.length, background, lists: result }
}

/**
 * x M + bias for sparse rows x [n, depth] and a row-major matrix M [depth, width], as row-major [n, width].
 *
 * Since x = b + D, x M = b * (column sums of M) + D M, and D has few elements. For a linear layer M is
 * the weight, inputs x outputs; for its weight's gradient x is transposed and M is the output's gradient.
 * The order of the sums is that of assembly/csr-matmul.ts, which also bounds the error; `add` is
 * x * y + s as its products round it.
 */
export function sparseMatmul(
  x: SparseRows,
  matrix: ArrayLike<number>,
  width: number,
  bias: ArrayLike<number> | null,
  add: (x: number, y: number, s: number) => number,
): Float32Array {
  const base = columnBase(x, matrix, width, bias)
  const result = new Float32Array(x.lists.length * width)
  x.lists.forEach((list, r) => {
    for (let j = 0; j < width; j++) {
      let sum = base[j]
      for (const { index, value } of list) sum = add(value, matrix[index * width + j], sum)
      result[r * width + j] = sum
    }
  })
  return result
}

/** bias + background * (column sums of M): the product of a row that is all background. */
function columnBase(
  { columns, background }: SparseRows,
  matrix: ArrayLike<number>,
  width: number,
  bias: ArrayLike<number> | null,
): Float32Array {
  const base = new Float32Array(width)
  for (let j = 0; j < width; j++) {
    let sum = 0
    for (let i = 0; i < columns; i++) sum = fround(sum + matrix[i * width + j])
    const product = fround(fround(background) * sum)
    base[j] = bias === null ? product : bias[j] + product
  }
  return base
}
