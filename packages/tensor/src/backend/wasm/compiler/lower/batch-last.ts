import { Storage } from '../../../../core/storage'
import { Tensor } from '../../../../core/tensor'
import { copyBatchLastF32 } from '../../../../generated/kernels/batch-last'
import { partitionRows, type RowPartition, rowRange, rowShare } from '../partition/row-partition'
import { splitRange } from '../partition/split-range'
import { type LoweringContext, placeOf } from '../tasks/lowering-context'
import { ALL, instruction, type Share, type Task } from '../tasks/task'

/** Whether pictures [n, c, h, w] lie with their batch axis adjacent, as the kernels of assembly/batch-lanes.ts need. */
export function isBatchLast({ shape, strides }: Tensor): boolean {
  return shape[0] === 1 || strides[0] === 1
}

/** A part of a batch of pictures: some of them, or some rows of all of them. Half open. */
export interface PictureRange {
  readonly batchBegin: number
  readonly batchEnd: number
  readonly rowBegin: number
  readonly rowEnd: number
}

/** How pictures are shared among threads. */
export interface PicturePartition {
  /** Null when the thread has no part. */
  range(thread: number): PictureRange | null
  /** How a tensor of as many pictures is shared. */
  share(tensor: Tensor): Share
}

/**
 * By pictures, in the same way as other tasks share the rows of the batch, so that no barrier is needed between
 * them; by rows of the pictures where there are too few pictures.
 */
export function partitionPictures(
  { shape: [batch, , rows] }: Tensor,
  threads: number,
): PicturePartition {
  if (batch >= 4 * threads) {
    const split = partitionRows(batch, threads)
    return {
      range(thread) {
        const [batchBegin, batchEnd] = rowRange(split, thread)
        return batchBegin < batchEnd ? { batchBegin, batchEnd, rowBegin: 0, rowEnd: rows } : null
      },
      share: (tensor) => pictureShare(split, tensor),
    }
  }
  return {
    range(thread) {
      const [rowBegin, rowEnd] = splitRange(rows, thread, threads, 1)
      return rowBegin < rowEnd ? { batchBegin: 0, batchEnd: batch, rowBegin, rowEnd } : null
    },
    share: () => ALL,
  }
}

/** The share of a batch whose pictures are rows of a matrix, in either order of axes; else no promise. */
function pictureShare(split: RowPartition, tensor: Tensor): Share {
  const { shape, strides, offset, size } = tensor
  const [rows] = shape
  const columns = size / rows
  const inner = asOneAxis(shape.slice(1), strides.slice(1))
  if (inner === null) return ALL
  const matrix = { rows, columns, rowStride: strides[0], columnStride: inner, offset }
  return rowShare(split, tensor, matrix)
}

/** The stride of axes that are contiguous with each other, or null. */
function asOneAxis(shape: readonly number[], strides: readonly number[]): number | null {
  let expected: number | null = null
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] === 1) continue
    if (expected !== null && strides[axis] !== expected) return null
    expected = strides[axis] * shape[axis]
  }
  const last = shape.findLastIndex((length) => length !== 1)
  return last === -1 ? 1 : strides[last]
}

/** Pictures with an adjacent batch axis, and the tasks that make them. */
export interface BatchLast {
  readonly tensor: Tensor
  readonly tasks: readonly Task[]
}

/** The pictures themselves where their batch axis is adjacent, else a copy. */
export function batchLast(context: LoweringContext, x: Tensor): BatchLast {
  if (isBatchLast(x)) return { tensor: x, tasks: [] }
  return paddedBatchLast(context, x, { top: 0, left: 0, rows: x.shape[2], columns: x.shape[3] })
}

/** Where pictures lie in larger ones, and the size of these. What does not fit in is left out. */
interface Frame {
  readonly top: number
  readonly left: number
  readonly rows: number
  readonly columns: number
}

/** A copy of pictures with an adjacent batch axis, surrounded by zeros. */
export function paddedBatchLast(context: LoweringContext, x: Tensor, frame: Frame): BatchLast {
  const [batch, channels, height, width] = x.shape
  const { top, left, rows, columns } = frame
  const shape = [batch, channels, rows, columns]
  const strides = [1, rows * columns * batch, columns * batch, batch]
  const size = batch * channels * rows * columns
  const tensor = new Tensor(Storage.allocate(x.dtype, size), shape, strides)
  const partition = partitionPictures(x, context.threads)
  const byPictures = batch >= 4 * context.threads
  const common = {
    x: placeOf(context, x),
    xBatch: x.strides[0],
    xChannel: x.strides[1],
    xRow: x.strides[2],
    xColumn: x.strides[3],
    rows: Math.max(0, Math.min(height, rows - top)),
    columns: Math.max(0, Math.min(width, columns - left)),
    top,
    left,
    out: placeOf(context, tensor),
    outChannel: strides[1],
    outRow: strides[2],
    outColumn: strides[3],
    channels,
    outRows: rows,
    outColumns: columns,
  }
  const task: Task = {
    reads: [{ block: context.blockOf(x), share: partition.share(x) }],
    writes: [{ block: context.blockOf(tensor), share: partition.share(tensor) }],
    instructions(thread) {
      const range = byPictures
        ? partition.range(thread)
        : thread === 0
          ? { batchBegin: 0, batchEnd: batch }
          : null
      if (range === null) return []
      const { batchBegin, batchEnd } = range
      return [instruction(copyBatchLastF32, { ...common, batchBegin, batchEnd })]
    },
  }
  return { tensor, tasks: [task] }
}
