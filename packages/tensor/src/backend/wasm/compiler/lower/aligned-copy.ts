import { denseStrides } from '../../../../core/layout'
import { Storage } from '../../../../core/storage'
import { Tensor } from '../../../../core/tensor'
import type { KernelArguments } from '../../../../generated/kernels'
import type { Context } from '../tasks/lowering-context'
import type { Task } from '../tasks/task'
import { stridedCopyTask } from './strided-copy'

/** A dense tensor that a task fills. */
export interface Copied {
  readonly copy: Tensor
  readonly tasks: readonly Task[]
}

/** A copy of a tensor that lies in memory in the order of axes of another, for kernels that need it so. */
export function alignedCopy(context: Context, x: Tensor, like: Tensor): Copied {
  const copy = new Tensor(Storage.allocate(x.dtype, x.size), x.shape, denseStrides(like))
  return { copy, tasks: [copyTask(context, x, copy)] }
}

/** out = x of the same dtype, on any layouts. */
export function copyTask(context: Context, x: Tensor, out: Tensor): Task {
  const bits = 8 * out.storage.data.BYTES_PER_ELEMENT
  return stridedCopyTask(
    context,
    `stridedCopy${bits}` as keyof KernelArguments & `stridedCopy${string}`,
    x,
    out,
  )
}
