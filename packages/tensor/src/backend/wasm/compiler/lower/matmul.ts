import type { KernelArguments } from '../../../../core/kernel-argument'
import type { Tensor } from '../../../../core/tensor'
import type { Epilogue } from '../tasks/epilogue'
import type { LowerWithEpilogue } from '../tasks/lowering'
import type { LoweringContext } from '../tasks/lowering-context'
import { type Matrix, matrixOf, transposed } from '../tasks/matrix'
import type { Task } from '../tasks/task'
import { matmulTask } from './matmul-task'

/** More products than this in one batched matmul are left to the host. */
const MAX_BATCH = 64

/** out [n, outputs] = activation(x W^T + bias), the bias and the ReLU added where a sum is finished. */
export function lowerLinear(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [x, weight, bias, activation, out] = args as [Tensor, Tensor, Tensor | null, string, Tensor]
  if (!isFloat(out)) return null
  const relu = activation === 'relu'
  const epilogue: Epilogue = bias
    ? { name: relu ? 'addRelu' : 'add', bias }
    : { name: relu ? 'relu' : 'store' }
  const a = { tensor: x, matrix: matrixOf(x) }
  const b = { tensor: weight, matrix: transposed(matrixOf(weight)) }
  const task = matmulTask(context, a, b, { tensor: out, matrix: matrixOf(out) }, epilogue)
  return task && [task]
}

/** out [..., m, n] = a b, one product for each position of the leading axes. */
export function lowerMatmul(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [a, b, out] = args as [Tensor, Tensor, Tensor]
  if (!isFloat(out)) return null
  const matrices = [a, b, out].map((tensor) => batchOf(tensor))
  const count = matrices[2].length
  if (count > MAX_BATCH) return null
  const tasks = matrices[2].map((matrix, i) =>
    matmulTask(
      context,
      { tensor: a, matrix: matrices[0][i] },
      { tensor: b, matrix: matrices[1][i] },
      { tensor: out, matrix },
      { name: 'store' },
    ),
  )
  return tasks.every((task) => task !== null) ? tasks : null
}

/** The product of two matrices with an epilogue, into a matrix of another tensor. */
export const lowerMatmulWithEpilogue: LowerWithEpilogue = (context, args, target, epilogue) => {
  const [a, b] = args as readonly Tensor[]
  const [left, right] = [a, b].map((tensor) => ({ tensor, matrix: matrixOf(tensor) }))
  return matmulTask(context, left, right, target, epilogue)
}

function isFloat({ dtype }: Tensor): boolean {
  return dtype === 'float32' || dtype === 'float64'
}

/** The matrices of the last two axes, in row-major order of the leading ones. */
function batchOf(tensor: Tensor): Matrix[] {
  let offsets = [tensor.offset]
  for (let axis = 0; axis < tensor.ndim - 2; axis++) {
    offsets = offsets.flatMap((offset) =>
      Array.from({ length: tensor.shape[axis] }, (_, i) => offset + i * tensor.strides[axis]),
    )
  }
  return offsets.map((offset) => ({ ...matrixOf(tensor), offset }))
}
