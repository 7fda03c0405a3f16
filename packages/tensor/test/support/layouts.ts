import {
  broadcastTo,
  Generator,
  matrixTranspose,
  reshape,
  slice,
  type Tensor,
} from '../../src/index'

/** How a variable of some shape becomes the input of an operation. */
export interface Layout {
  name: string
  /** The shape of the variable. */
  shape: number[]
  view: (x: Tensor) => Tensor
}

/** The ways in which a tensor can lie in memory, and the sizes at which rules go wrong. */
export const layouts: Layout[] = [
  { name: 'row-major', shape: [3, 4], view: (x) => x },
  { name: 'broadcast', shape: [3, 1], view: (x) => broadcastTo(x, [2, 3, 4]) },
  {
    name: 'sliced',
    shape: [5, 6],
    view: (x) =>
      slice(x, [
        [null, null, 2],
        [4, 0, -2],
      ]),
  },
  { name: 'transposed', shape: [4, 3], view: matrixTranspose },
  { name: 'empty', shape: [0, 3], view: (x) => x },
  { name: '0-d', shape: [], view: (x) => x },
  { name: 'one row of many', shape: [1, 7], view: (x) => reshape(x, [7]) },
]

/** float64 numbers from `low` to `high`, the same for the same seed. */
export function numbers(shape: number[], low = -2, high = 2, seed = 1): Tensor {
  return new Generator(seed).uniform(shape, { low, high, dtype: 'float64' })
}
