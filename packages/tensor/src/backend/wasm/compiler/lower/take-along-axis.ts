import { IndexError } from '../../../../core/errors'
import type { KernelArguments } from '../../../../core/kernel-argument'
import type { Tensor } from '../../../../core/tensor'
import {
  scatterAddF32,
  scatterAddF64,
  takeAlongAxis32,
  takeAlongAxis64,
} from '../../../../generated/kernels/take-along-axis'
import { splitRange } from '../partition/split-range'
import { type LoweringContext, placeOf } from '../tasks/lowering-context'
import { ALL, instruction, isLast, LAST, type Task } from '../tasks/task'
import { asStridedAxis, rowMajorCopy } from './reduction'
import { intTensor } from './strided-copy'

/** Below this many elements, one thread is done before others have met. */
const SMALL = 4096

type Kernel = typeof takeAlongAxis32 | typeof scatterAddF32

/** out = x at indices along an axis, for indices of the shape of out. */
export function lowerTakeAlongAxis(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [x, indices, axis, out] = args as [Tensor, Tensor, number, Tensor]
  return indexedTasks(context, 'takeAlongAxis', takeKernel(x), x, indices, axis, out)
}

/** out = x at indices [m] along an axis. */
export function lowerTakeByIndex(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [x, indices, axis, out] = args as [Tensor, Tensor, number, Tensor]
  return indexedTasks(context, 'take', takeKernel(x), x, indices, axis, out)
}

/** out += x at indices along an axis, for indices of the shape of x. */
export function lowerScatterAddAlongAxis(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [x, indices, axis, out] = args as [Tensor, Tensor, number, Tensor]
  return indexedTasks(context, 'scatterAddAlongAxis', scatterKernel(x), out, indices, axis, x)
}

/** out += x at indices [m] along an axis. */
export function lowerScatterAdd(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [x, indices, axis, out] = args as [Tensor, Tensor, number, Tensor]
  return indexedTasks(context, 'scatterAdd', scatterKernel(x), out, indices, axis, x)
}

function takeKernel({ storage }: Tensor): Kernel | null {
  const bytes = storage.data.BYTES_PER_ELEMENT
  return bytes === 4 ? takeAlongAxis32 : bytes === 8 ? takeAlongAxis64 : null
}

function scatterKernel({ dtype }: Tensor): Kernel | null {
  return dtype === 'float32' ? scatterAddF32 : dtype === 'float64' ? scatterAddF64 : null
}

/**
 * @param table what indices name elements of
 * @param beside what has an element for each index
 */
function indexedTasks(
  context: LoweringContext,
  operation: string,
  kernel: Kernel | null,
  table: Tensor,
  indices: Tensor,
  axis: number,
  beside: Tensor,
): readonly Task[] | null {
  const adds = kernel === scatterAddF32 || kernel === scatterAddF64
  const [source, target] = adds ? [beside, table] : [table, beside]
  if (kernel === null || stridesOf(target, axis) === null) return null
  if (stridesOf(source, axis) === null) {
    const { copy, task } = rowMajorCopy(context, source)
    const [first, last] = adds ? [table, copy] : [copy, beside]
    const rest = indexedTasks(context, operation, kernel, first, indices, axis, last)
    return rest && [task, ...rest]
  }
  const named = indices.ndim === 1 ? [0, indices.strides[0], 0] : stridesOf(indices, axis)
  if (named === null) {
    const { copy, task } = rowMajorCopy(context, indices)
    const rest = indexedTasks(context, operation, kernel, table, copy, axis, beside)
    return rest && [task, ...rest]
  }
  return [lineTask(context, operation, kernel, { table, indices, beside, axis, named })]
}

/** Strides before, along and behind an axis; null where the axes of one side are no line. */
function stridesOf(tensor: Tensor, axis: number): readonly number[] | null {
  const outer = asStridedAxis(tensor, (other) => other < axis)
  const inner = asStridedAxis(tensor, (other) => other > axis)
  return outer && inner && [outer.step, tensor.strides[axis], inner.step]
}

interface Pick {
  readonly table: Tensor
  readonly indices: Tensor
  readonly beside: Tensor
  readonly axis: number
  /** Strides of the indices. */
  readonly named: readonly number[]
}

function lineTask(
  context: LoweringContext,
  operation: string,
  kernel: Kernel,
  { table, indices, beside, axis, named }: Pick,
): Task {
  const size = table.shape[axis]
  const count = beside.shape[axis]
  const inners = beside.shape.slice(axis + 1).reduce((product, length) => product * length, 1)
  const outers = beside.shape.slice(0, axis).reduce((product, length) => product * length, 1)
  const [tableOuter, tableAxis, tableInner] = stridesOf(table, axis) as number[]
  const [outOuter, outAxis, outInner] = stridesOf(beside, axis) as number[]
  const [indicesOuter, indicesAxis, indicesInner] = named
  const fault = intTensor([0, 0])
  const common = {
    table: placeOf(context, table),
    ...{ tableOuter, tableAxis, tableInner, size },
    indices: placeOf(context, indices),
    ...{ indicesOuter, indicesAxis, indicesInner },
    out: placeOf(context, beside),
    ...{ outOuter, outAxis, outInner, count, inners },
    fault: placeOf(context, fault),
  }
  const lines = outers * inners
  const isSmall = beside.size < SMALL
  const share = isSmall ? LAST : ALL
  const access = (tensor: Tensor) => ({ block: context.blockOf(tensor), share })
  const isPick = kernel === takeAlongAxis32 || kernel === takeAlongAxis64
  return {
    reads: [table, indices, ...(isPick ? [] : [beside])].map(access),
    writes: [isPick ? beside : table, fault].map(access),
    check: () => void fault.storage.data.fill(0),
    verify() {
      const [isWrong, index] = fault.storage.data
      if (isWrong === 0) return
      throw new IndexError(`${operation}: index ${index} is out of range for size ${size}`)
    },
    instructions(thread) {
      const whole = [0, isLast(thread, context.threads) ? lines : 0] as const
      const [begin, end] = isSmall ? whole : splitRange(lines, thread, context.threads, 1)
      return begin < end ? [instruction(kernel, { ...common, begin, end })] : []
    },
  }
}
