import { divide, Generator, matmul, sqrt, square, sum, tensor } from '@handwritten/tensor'

/** Its largest eigenvalue is 3 + sqrt(3). */
const matrix = tensor(
  [
    [2, 1, 0],
    [1, 3, 1],
    [0, 1, 4],
  ],
  { dtype: 'float64' },
)
let vector = new Generator(1).uniform([3], { dtype: 'float64' })
for (let step = 0; step < 200; step++) {
  const next = matmul(matrix, vector)
  vector = divide(next, sqrt(sum(square(next))))
}
const value: number = matmul(vector, matmul(matrix, vector)).item()
console.log(JSON.stringify({ value, vector: vector.toArray() }))

// @ts-expect-error four columns do not fit three rows
if (value < 0) matmul(tensor([[1, 2, 3, 4]]), matrix)
