import { denseStrides } from '../../../../core/layout'
import { Storage } from '../../../../core/storage'
import { Tensor } from '../../../../core/tensor'
import {
  stridedCopy8,
  stridedCopy32,
  stridedCopy64,
} from '../../../../generated/kernels/strided-copy'
import type { LoweringContext } from '../tasks/lowering-context'
import type { Task } from '../tasks/task'
import { stridedCopyTask } from './strided-copy'

/** A dense tensor that a task fills. */
export interface Copied {
  readonly copy: Tensor
  readonly tasks: readonly Task[]
}

/** A copy of a tensor that lies in memory in the order of axes of another, for kernels that need it so. */
export function alignedCopy(context: LoweringContext, x: Tensor, like: Tensor): Copied {
  const copy = new Tensor(Storage.allocate(x.dtype, x.size), x.shape, denseStrides(like))
  return { copy, tasks: [copyTask(context, x, copy)] }
}

/** out = x of the same dtype, on any layouts. */
export function copyTask(context: LoweringContext, x: Tensor, out: Tensor): Task {
  const bytes = out.storage.data.BYTES_PER_ELEMENT
  const kernel = bytes === 8 ? stridedCopy64 : bytes === 4 ? stridedCopy32 : stridedCopy8
  return stridedCopyTask(context, kernel, x, out)
}
