import type { ContentSize } from '../../hooks/use-content-size'
import { largest } from '../../text/largest'

/** How the confusion matrix fills its window. */
export interface ConfusionLayout {
  readonly matrix: { readonly width: number; readonly height: number }
  /** Cells of a class's name left of its row. */
  readonly nameCells: number
  readonly cell: { readonly width: number; readonly height: number }
  /** Rows and columns of classes that fit. */
  readonly rows: number
  readonly columns: number
  /** Columns of the scores right of the matrix; 0 where there is no room. */
  readonly side: number
  /** Rows of the scores below the matrix; 0 where there is no room, or they are beside it. */
  readonly below: number
}

/** Columns of the scores beside the matrix, and the fewest rows of them below it. */
export const sideCells = 44
const leastBelow = 6

/** The matrix takes the columns that the scores leave, and all rows. */
export function confusionLayout(
  { columns, rows, isCompact }: ContentSize,
  classes: readonly string[],
): ConfusionLayout {
  const border = isCompact ? { width: 0, height: 1 } : { width: 4, height: 2 }
  const nameCells = Math.min(
    Math.max(4, largest(classes.map(({ length }) => length))),
    isCompact ? 6 : 12,
  )
  const least = Math.max(4, largest(classes.map((name) => Math.min(name.length, 5) + 1)))
  const hasSide = !isCompact && columns >= nameCells + 1 + 3 * classes.length + 5 + sideCells
  const side = hasSide ? sideCells : 0
  const width = columns - (hasSide ? side + 1 : 0)
  const room = width - border.width - nameCells - 2
  const cellWidth = Math.max(Math.min(least, 4), Math.min(15, Math.floor(room / classes.length)))
  // A heading over the columns.
  const space = rows - border.height - 1
  const cellHeight = Math.max(1, Math.min(5, Math.floor(space / classes.length)))
  // Low cells leave rows for the scores where those have no room beside the matrix.
  const spare = rows - border.height - 1 - cellHeight * classes.length
  const below = !hasSide && !isCompact && spare >= leastBelow ? spare : 0
  return {
    matrix: { width, height: rows - below },
    nameCells,
    cell: { width: cellWidth, height: cellHeight },
    rows: Math.min(classes.length, Math.max(1, Math.floor(space / cellHeight))),
    columns: Math.min(classes.length, Math.max(1, Math.floor(room / cellWidth))),
    side,
    below,
  }
}

/** The first of `count` items when `fitting` of them are shown around the `chosen` one. */
export function firstShown(count: number, fitting: number, chosen: number): number {
  return Math.max(0, Math.min(count - fitting, chosen - Math.floor(fitting / 2)))
}
