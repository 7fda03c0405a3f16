import type { SparseRows } from './sparse-rows'

const { fround } = Math

/**
 * x M + bias for sparse rows x [n, depth] and a row-major matrix M [depth, width], as row-major [n, width].
 *
 * Since x = b + D, x M = b * (column sums of M) + D M, and D has few elements. For a linear layer M is
 * the weight, inputs x outputs; for its weight's gradient x is transposed and M is the output's gradient.
 * Every operation rounds to float32 in the order of assembly/list-products.ts, which also bounds the error.
 */
export function sparseProduct(
  x: SparseRows,
  matrix: ArrayLike<number>,
  width: number,
  bias: ArrayLike<number> | null,
): Float32Array {
  const base = columnBase(x, matrix, width, bias)
  const result = new Float32Array(x.lists.length * width)
  x.lists.forEach((list, r) => {
    for (let j = 0; j < width; j++) {
      let sum = base[j]
      for (const { index, value } of list)
        sum = fround(sum + fround(value * matrix[index * width + j]))
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
