import type { View } from '../../../../core/view'

/** A matrix in memory: sizes and strides in elements, and the offset of its first element. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly rowStride: number
  readonly columnStride: number
  readonly offset: number
}

/** The last two axes of a view as a matrix. */
export function matrixOf({ shape, strides, offset }: View): Matrix {
  const [row, column] = [shape.length - 2, shape.length - 1]
  return {
    rows: shape[row],
    columns: shape[column],
    rowStride: strides[row],
    columnStride: strides[column],
    offset,
  }
}

export function transposed(m: Matrix): Matrix {
  return {
    rows: m.columns,
    columns: m.rows,
    rowStride: m.columnStride,
    columnStride: m.rowStride,
    offset: m.offset,
  }
}

/** Whether the elements of a row lie one after the other. */
export function hasAdjacentColumns(m: Matrix): boolean {
  return m.columnStride === 1 || m.columns <= 1
}
