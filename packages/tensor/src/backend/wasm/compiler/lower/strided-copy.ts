import { type CoalescedAxis, coalesceAxes } from '../../../../core/coalesce-axes'
import { Storage } from '../../../../core/storage'
import { Tensor } from '../../../../core/tensor'
import type { KernelArguments } from '../../../../generated/kernels'
import { splitRange } from '../partition/split-range'
import { type Context, placeOf } from '../tasks/lowering-context'
import { ALL, isLast, LAST, type Task } from '../tasks/task'

/** Below this many elements, one thread is done before others have met. */
const SMALL = 4096

/** out = x or out += x on any layouts, for tensors of one shape. */
export function stridedCopyTask(
  context: Context,
  kernel: keyof KernelArguments & `${'stridedCopy' | 'accumulate'}${string}`,
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
      ...(kernel.startsWith('accumulate') ? [target] : []),
    ],
    writes: [target],
    instructions(thread) {
      const [{ length }] = axes
      const [begin, end] = isShared
        ? splitRange(length, thread, context.threads, 1)
        : [0, isLast(thread, context.threads) ? length : 0]
      return begin < end ? [{ kernel, args: { ...common, begin, end } }] : []
    },
  }
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
