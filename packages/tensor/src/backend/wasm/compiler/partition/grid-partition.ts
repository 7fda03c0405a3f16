import type { Tensor } from '../../../../core/tensor'
import type { Matrix } from '../tasks/matrix'
import { isLast, LAST, type Share } from '../tasks/task'
import { partitionRows, rowRange, rowShare } from './row-partition'
import { splitRange } from './split-range'

/** The part of a matrix that a thread works on, half open. */
interface GridRange {
  readonly rowBegin: number
  readonly rowEnd: number
  readonly columnBegin: number
  readonly columnEnd: number
}

/** How the elements of a matrix are shared among threads. */
export interface GridPartition {
  /** Null when the thread has no part. */
  range(thread: number): GridRange | null
  /** How a tensor laid out as `matrix` on the same grid is shared. */
  share(tensor: Tensor, matrix: Matrix): Share
}

/** Below this many elements, one thread is done before others have met. */
const SMALL = 4096
/** Elements that stay together: a cache line of float32. */
const COLUMN_GRAIN = 16

/**
 * By rows where there are enough of them, so that threads keep to the rows that other tasks on the same
 * matrix give them; else small work goes to the last thread, and the rest is split by columns.
 */
export function partitionGrid({ rows, columns }: Matrix, threads: number): GridPartition {
  if (rows >= 4 * threads) {
    const split = partitionRows(rows, threads)
    return {
      range(thread) {
        const [rowBegin, rowEnd] = rowRange(split, thread)
        return rowBegin < rowEnd ? { rowBegin, rowEnd, columnBegin: 0, columnEnd: columns } : null
      },
      share: (tensor, matrix) => rowShare(split, tensor, matrix),
    }
  }
  if (rows * columns < SMALL) {
    const all = { rowBegin: 0, rowEnd: rows, columnBegin: 0, columnEnd: columns }
    return { range: (thread) => (isLast(thread, threads) ? all : null), share: () => LAST }
  }
  return {
    range(thread) {
      const [columnBegin, columnEnd] = splitRange(columns, thread, threads, COLUMN_GRAIN)
      return columnBegin < columnEnd ? { rowBegin: 0, rowEnd: rows, columnBegin, columnEnd } : null
    },
    share: (_, matrix) => `${rows} x ${columns} by columns, ${matrixKey(matrix)}`,
  }
}

function matrixKey({ rowStride, columnStride, offset }: Matrix): string {
  return `steps ${rowStride} and ${columnStride} from ${offset}`
}
