/** A matrix of which most elements are one number, as the lists of what differs from it, row by row. */
export interface SparseRows {
  readonly columns: number
  readonly background: number
  readonly lists: readonly (readonly { readonly index: number; readonly value: number }[])[]
}

/** The lists of a row-major matrix; a NaN differs from any background. */
export function sparseRows(
  elements: ArrayLike<number>,
  [rows, columns]: readonly [number, number],
  background: number,
): SparseRows {
  const lists = Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, index) => ({
      index,
      element: elements[r * columns + index],
    }))
      .filter(({ element }) => element !== background)
      .map(({ index, element }) => ({ index, value: Math.fround(element - background) })),
  )
  return { columns, background, lists }
}

/** The same matrix transposed: its lists are those of the columns. */
export function transposed({ columns, background, lists }: SparseRows): SparseRows {
  const turned = Array.from({ length: columns }, (): { index: number; value: number }[] => [])
  lists.forEach((list, row) => {
    for (const { index, value } of list) turned[index].push({ index: row, value })
  })
  return { columns: lists.length, background, lists: turned }
}
