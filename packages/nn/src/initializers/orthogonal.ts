import { tensor } from '@handwritten/tensor'
import { type Initializer, withDefaults } from './initializer'

/**
 * Rows (or columns, where there are more rows) that are perpendicular and of length 1, so that the
 * product keeps lengths; kernels count as part of the columns. All such matrices are equally likely,
 * since the directions that are made perpendicular are normal. Saxe et al., "Exact solutions to the
 * nonlinear dynamics of learning in deep linear neural networks" (2014).
 */
export const orthogonal: Initializer = (...given) => {
  const { generator, dtype } = withDefaults('orthogonal', given)
  const [shape] = given
  const rows = shape[0]
  const columns = shape.slice(1).reduce((product, size) => product * size, 1)
  const [count, length] = rows <= columns ? [rows, columns] : [columns, rows]
  const drawn = generator.normal([count, length], { dtype: 'float64' }).toTypedArray()
  const vectors = Array.from({ length: count }, (_, i) =>
    drawn.subarray(i * length, (i + 1) * length),
  )
  vectors.forEach((vector, i) => {
    makePerpendicular(vector, vectors.slice(0, i))
  })
  const values = Float64Array.from({ length: rows * columns }, (_, place) => {
    const [row, column] = [Math.floor(place / columns), place % columns]
    return rows <= columns ? vectors[row][column] : vectors[column][row]
  })
  return tensor(Array.from(values), { shape, dtype })
}

/**
 * Takes from `vector` its part along each of `others`, then makes its length 1. Done twice, since
 * rounding leaves a little of those parts the first time (Gram and Schmidt, modified).
 */
function makePerpendicular(vector: Float64Array, others: readonly Float64Array[]): void {
  for (const other of [...others, ...others]) {
    const along = dot(vector, other)
    for (let i = 0; i < vector.length; i++) vector[i] -= along * other[i]
  }
  const length = Math.sqrt(dot(vector, vector))
  for (let i = 0; i < vector.length; i++) vector[i] /= length
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}
