import type { Tensor } from '../../../../core/tensor'
import type { Matrix } from '../tasks/matrix'
import { ALL, type Share } from '../tasks/task'
import { splitRange } from './split-range'

/** Rows of a matrix dealt to threads; the same rows to the same thread in every task. */
export interface RowPartition {
  readonly rows: number
  readonly threads: number
}

/** Rows that go together: as many as a product's tile has. */
const ROW_GRAIN = 4

export function partitionRows(rows: number, threads: number): RowPartition {
  return { rows, threads }
}

/** The rows of a thread, half open. */
export function rowRange(
  { rows, threads }: RowPartition,
  thread: number,
): readonly [number, number] {
  return splitRange(rows, thread, threads, ROW_GRAIN)
}

/** How a matrix of a tensor is shared among threads that keep to their rows. */
export function rowShare(split: RowPartition | null, tensor: Tensor, matrix: Matrix): Share {
  const layout = layoutOf(matrix)
  if (split === null || split.rows !== matrix.rows || layout === null) return ALL
  const { rows, rowStride, offset } = matrix
  const bytes = tensor.data.BYTES_PER_ELEMENT
  return `${rows} rows ${layout}, steps of ${rowStride * bytes} bytes from ${offset * bytes}`
}

/** How rows lie that have no element in common; null where an element may belong to two, as in sliding windows. */
function layoutOf({ rows, columns, rowStride, columnStride }: Matrix): string | null {
  const [down, across] = [Math.abs(rowStride), Math.abs(columnStride)]
  if (across * (columns - 1) < down) return 'one after the other'
  return down > 0 && down * rows <= across ? `side by side every ${columnStride}` : null
}
