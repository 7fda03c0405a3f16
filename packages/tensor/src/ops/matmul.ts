import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCount } from '../core/check-call'
import { empty } from '../core/empty'
import { ShapeError } from '../core/errors'
import { broadcastShapes, formatShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { matmulKernel } from '../kernels/matmul'
import type { PromotedIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import type { MatmulIn, MatmulWith } from '../types/products'
import { broadcastView } from './broadcast-to'
import { expandDims, squeeze } from './expand-dims'
import { promoted } from './operand'
import { matrixTranspose } from './permute-dims'
import { sumTo } from './sum-to'

/**
 * The matrix product of the last two axes, [..., m, k] x [..., k, n] -> [..., m, n]; the axes in
 * front are broadcast. A 1-d tensor is a row on the left and a column on the right, and its axis
 * does not stay.
 * @throws ShapeError when the inner sizes differ, or for a tensor without axes.
 */
export function matmul<A extends Operand, B extends Operand>(
  a: A,
  b: MatmulWith<A, B>,
): Tensor<PromotedIn<A, B>, MatmulIn<A, B>>
export function matmul(a: Operand, b: Operand): Tensor {
  checkCount('matmul', arguments.length, 2)
  const [x, y] = promoted('matmul', a, b)
  checkInner(x, y)
  const rows = x.ndim === 1 ? expandDims(x, { axis: 0 }) : x
  const columns = y.ndim === 1 ? expandDims(y, { axis: 1 }) : y
  const product = matrixProduct(rows, columns)
  const added = [...(x.ndim === 1 ? [-2] : []), ...(y.ndim === 1 ? [-1] : [])]
  return added.length === 0 ? product : squeeze(product, { axis: added })
}

function checkInner(x: Tensor, y: Tensor): void {
  const shapes = `${formatShape(x.shape)} x ${formatShape(y.shape)}`
  if (x.ndim === 0 || y.ndim === 0) {
    throw new ShapeError(`matmul: a 0-d array has no matrix product: ${shapes}; use multiply`)
  }
  const left = x.shape[x.ndim - 1]
  const right = y.shape[Math.max(0, y.ndim - 2)]
  if (left !== right) {
    throw new ShapeError(`matmul: inner sizes differ: ${shapes} (${left} against ${right})`)
  }
}

/**
 * Y = A B, so that y_ij = sum_k a_ik b_kj. From dL/da_ik = sum_j dL/dy_ij b_kj:
 * dL/dA = dL/dY B^T and, in the same way, dL/dB = A^T dL/dY.
 */
function matrixProduct(a: Tensor, b: Tensor): Tensor {
  const batch = broadcastShapes('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2))
  const left = broadcastView(a, [...batch, ...a.shape.slice(-2)])
  const right = broadcastView(b, [...batch, ...b.shape.slice(-2)])
  const out = empty([...batch, a.shape[a.ndim - 2], b.shape[b.ndim - 1]], a.dtype)
  run(matmulKernel, left, right, out)
  return record(
    'matmul',
    out,
    [a, b],
    [
      (g) => sumTo(matrixProduct(g, matrixTranspose(b)), a.shape),
      (g) => sumTo(matrixProduct(matrixTranspose(a), g), b.shape),
    ],
  )
}
