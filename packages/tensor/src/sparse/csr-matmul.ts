import { record } from '../autograd/tape/graph'
import type { Activation } from '../backend/backend'
import { run } from '../backend/executor'
import { empty } from '../core/empty'
import type { Tensor } from '../core/tensor'
import { copyKernel } from '../kernels/copy-fill'
import { csrMatmulKernel } from '../kernels/csr'
import type { SparseRows } from './csr'

/**
 * activation(X M + bias) for sparse rows X [m, k] = b + D: D M + b (column sums of M) + bias. In exact
 * arithmetic that is the dense product; nothing is recorded.
 */
export function csrMatmul(
  x: SparseRows,
  matrix: Tensor,
  bias: Tensor | null,
  activation: Activation,
): Tensor {
  const out = empty([x.shape[0], matrix.shape[1]], 'float32')
  const { entries, ranges } = x.csr
  const rows = adjacent(matrix)
  run(csrMatmulKernel, entries, ranges, rows, x.background, bias, activation, out)
  return out
}

/**
 * X^T G for sparse rows X [m, k], from its CSC form. Its derivative with respect to G is X,
 * and the other way round: dL/dG = X U for the gradient U of the result.
 */
export function cscMatmul(x: SparseRows, g: Tensor): Tensor {
  const out = empty([x.shape[1], g.shape[1]], 'float32')
  const { entries, ranges } = x.csc
  run(csrMatmulKernel, entries, ranges, adjacent(g), x.background, null, 'none', out)
  return record('csrMatmul', out, [g], [(u) => sparseMatmul(x, u)])
}

/** X M, differentiable in M. */
function sparseMatmul(x: SparseRows, matrix: Tensor): Tensor {
  const out = csrMatmul(x, matrix, null, 'none')
  return record('csrMatmul', out, [matrix], [(g) => cscMatmul(x, g)])
}

/** The matrix with the elements of each row side by side, as CSR products read it. */
function adjacent(matrix: Tensor): Tensor {
  if (matrix.strides[1] === 1 || matrix.shape[1] <= 1) return matrix
  const out = empty(matrix.shape, matrix.dtype)
  run(copyKernel, matrix, out)
  return out
}
