import { type CoalescedAxis, coalesceAxes } from '../../../../core/coalesce-axes'
import { Storage } from '../../../../core/storage'
import { Tensor } from '../../../../core/tensor'
import {
  accumulateF32,
  accumulateF64,
  accumulateI32,
  type stridedCopy8,
} from '../../../../generated/kernels/strided-copy'
import { splitRange } from '../partition/split-range'
import { type LoweringContext, placeOf } from '../tasks/lowering-context'
import { ALL, instruction, isLast, LAST, type Task } from '../tasks/task'

/** Below this many elements, one thread is done before others have met. */
const SMALL = 4096

/** out = x or out += x on any layouts, for tensors of one shape. */
export function stridedCopyTask(
  context: LoweringContext,
  kernel: StridedKernel,
  x: Tensor,
  out: Tensor,
): Task {
  const axes = coalesceAxes([x, out], [...x.shape.keys()])
  const table = intTensor(axes.flatMap(({ length, strides }) => [length, ...strides]))
  const isShared = x.size >= SMALL && isApart(axes)
  const share = isShared ? ALL : LAST
  const common = {
    x: placeOf(context, x),
    out: placeOf(context, out),
    axes: placeOf(context, table),
    rank: axes.length,
  }
  const target = { block: context.blockOf(out), share }
  return {
    reads: [
      { block: context.blockOf(x), share },
      { block: context.blockOf(table), share: ALL },
      ...(isAccumulation(kernel) ? [target] : []),
    ],
    writes: [target],
    instructions(thread) {
      const [{ length }] = axes
      const [begin, end] = isShared
        ? splitRange(length, thread, context.threads, 1)
        : [0, isLast(thread, context.threads) ? length : 0]
      return begin < end ? [instruction(kernel, { ...common, begin, end })] : []
    },
  }
}

/** A kernel that walks any number of axes. */
type StridedKernel = typeof stridedCopy8

function isAccumulation(kernel: StridedKernel): boolean {
  return kernel === accumulateF32 || kernel === accumulateF64 || kernel === accumulateI32
}

/** Whether no two steps along the outermost axis reach the same element of the output. */
function isApart([{ strides }, ...inner]: readonly CoalescedAxis[]): boolean {
  const reach = inner.reduce((sum, axis) => sum + (axis.length - 1) * Math.abs(axis.strides[1]), 0)
  return Math.abs(strides[1]) > reach
}

/** Numbers for a kernel to read, in memory of their own. */
export function intTensor(values: readonly number[]): Tensor<'int32'> {
  const storage = Storage.allocate('int32', values.length)
  storage.data.set(values)
  return new Tensor(storage, [values.length])
}
