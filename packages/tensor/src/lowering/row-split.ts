import type { Tensor } from '../tensor'
import type { Matrix } from './matrix'
import { splitRange } from './split'
import { ALL, type Share } from './task'

/** Rows of a matrix dealt to threads; the same rows to the same thread in every task. */
export interface RowSplit {
  readonly rows: number
  readonly threads: number
}

/** Rows that go together: as many as a product's tile has. */
const ROW_GRAIN = 4

export function splitOfRows(rows: number, threads: number): RowSplit {
  return { rows, threads }
}

/** The rows of a thread, half open. */
export function rowsOf({ rows, threads }: RowSplit, thread: number): readonly [number, number] {
  return splitRange(rows, thread, threads, ROW_GRAIN)
}

/** How a matrix of a tensor is shared among threads that keep to their rows. */
export function rowShare(split: RowSplit | null, tensor: Tensor, matrix: Matrix): Share {
  if (split === null || split.rows !== matrix.rows || !areApart(matrix)) return ALL
  const bytes = tensor.data.BYTES_PER_ELEMENT
  return `${split.rows} rows every ${matrix.rowStride * bytes} bytes from ${matrix.offset * bytes}`
}

/** Whether no element belongs to two rows, as it does in sliding windows. */
function areApart({ rows, columns, rowStride, columnStride }: Matrix): boolean {
  const [down, across] = [Math.abs(rowStride), Math.abs(columnStride)]
  return across * (columns - 1) < down || (down > 0 && down * rows <= across)
}
