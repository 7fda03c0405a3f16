import { coalesceAxes } from '../../../../core/coalesce-axes'
import { Storage } from '../../../../core/storage'
import { Tensor } from '../../../../core/tensor'
import { partitionRows, rowRange, rowShare } from '../partition/row-partition'
import { splitRange } from '../partition/split-range'
import { type LoweringContext, placeOf } from '../tasks/lowering-context'
import { matrixOf } from '../tasks/matrix'
import { ALL, type Instruction, isLast, LAST, type Place, type Task } from '../tasks/task'
import { copyTask } from './aligned-copy'

/** Several axes as one: element i of it lies i steps from the first. */
export interface StridedAxis {
  readonly length: number
  readonly step: number
}

/** The chosen axes of a tensor in row-major order as one line; null when memory does not have it so. */
export function asStridedAxis(
  tensor: Tensor,
  isChosen: (axis: number) => boolean,
): StridedAxis | null {
  const axes = [...tensor.shape.keys()].filter(isChosen)
  const [{ length, strides }, ...more] = coalesceAxes([tensor], axes)
  return more.length === 0 ? { length, step: length === 1 ? 1 : strides[0] } : null
}

/** A tensor whose axes are all one after the other in the order given, as rows: a copy that a task fills. */
export function rowMajorCopy(
  context: LoweringContext,
  x: Tensor,
  axes: readonly number[] = [...x.shape.keys()],
): { copy: Tensor; task: Task; back: (target: Tensor) => Task } {
  const turned = (tensor: Tensor) =>
    new Tensor(
      tensor.storage,
      axes.map((axis) => tensor.shape[axis]),
      axes.map((axis) => tensor.strides[axis]),
      tensor.offset,
    )
  const copy = new Tensor(Storage.allocate(x.dtype, x.size), turned(x).shape)
  return {
    copy,
    task: copyTask(context, turned(x), copy),
    back: (target) => copyTask(context, copy, turned(target)),
  }
}

/** The elements that are reduced to one, for each place of the result. */
export interface Reduction {
  /** What holds them: the tensor itself or a copy. */
  readonly tensor: Tensor
  readonly inner: StridedAxis
  readonly kept: StridedAxis
  readonly tasks: readonly Task[]
}

/** The lines of a tensor along some axes; copied so that they are lines where they are not. */
export function reductionOf(
  context: LoweringContext,
  x: Tensor,
  isReduced: (axis: number) => boolean,
): Reduction {
  const inner = asStridedAxis(x, isReduced)
  const kept = asStridedAxis(x, (axis) => !isReduced(axis))
  if (inner && kept) return { tensor: x, inner, kept, tasks: [] }
  const axes = [...x.shape.keys()]
  const order = [...axes.filter((axis) => !isReduced(axis)), ...axes.filter(isReduced)]
  const { copy, task } = rowMajorCopy(context, x, order)
  const sizeOf = (chosen: (axis: number) => boolean) =>
    axes.filter(chosen).reduce((product, axis) => product * x.shape[axis], 1)
  const count = sizeOf(isReduced)
  return {
    tensor: copy,
    inner: { length: count, step: 1 },
    kept: { length: sizeOf((axis) => !isReduced(axis)), step: count },
    tasks: [task],
  }
}

/** Below this many elements, one thread is done sooner than a meeting costs. */
const SMALL = 32_768
/** Reduction that stay together: a cache line of float32. */
const GRAIN = 16

/**
 * A kernel on lines: threads share them out, by rows where the lines are rows of a matrix, as other tasks on
 * that matrix do.
 */
export function reductionTask(
  context: LoweringContext,
  { tensor, inner, kept }: Reduction,
  out: Tensor,
  instruction: (places: { x: Place; out: Place }, begin: number, end: number) => Instruction,
): Task {
  const { threads } = context
  const places = { x: placeOf(context, tensor), out: placeOf(context, out) }
  // Of a square matrix the columns are as many and as long as the rows; their step tells them apart.
  const isRow = ({ ndim, shape }: Tensor) => ndim === 2 && shape[0] === kept.length
  const areRows =
    isRow(tensor) && inner.length === tensor.shape[1] && kept.step === tensor.strides[0]
  const csr = areRows && isRow(out) && kept.length >= 4 * threads
  const split = csr ? partitionRows(kept.length, threads) : null
  const isSmall = inner.length * kept.length < SMALL || kept.length < GRAIN * threads
  const share = (of: Tensor) => (split ? rowShare(split, of, matrixOf(of)) : isSmall ? LAST : ALL)
  return {
    reads: [{ block: context.blockOf(tensor), share: share(tensor) }],
    writes: [{ block: context.blockOf(out), share: share(out) }],
    instructions(thread) {
      const whole = [0, isLast(thread, context.threads) ? kept.length : 0] as const
      const [begin, end] = split
        ? rowRange(split, thread)
        : isSmall
          ? whole
          : splitRange(kept.length, thread, threads, GRAIN)
      return begin < end ? [instruction(places, begin, end)] : []
    },
  }
}
