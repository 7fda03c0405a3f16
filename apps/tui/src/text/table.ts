import { largest } from './largest'

/** Cells in columns two spaces apart, as wide as their widest cell; `left` columns begin at the left. */
export function tableLines(
  rows: readonly (readonly string[])[],
  left: ReadonlySet<number>,
): string[] {
  const count = Math.max(0, largest(rows.map(({ length }) => length)))
  const widths = Array.from({ length: count }, (_, column) =>
    largest(rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) =>
        left.has(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  )
}
