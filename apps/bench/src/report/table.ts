/** A header and rows of as many cells. */
export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Columns aligned by spaces, a line under the header. */
export function plainTable({ header, rows }: Table): string {
  const widths = columnWidths([header, ...rows])
  const rule = widths.map((width) => '-'.repeat(width))
  return [header, rule, ...rows].map((row) => padded(row, widths).join('  ').trimEnd()).join('\n')
}

/** In Markdown, aligned as formatters like it; a bar within a cell is escaped. */
export function markdownTable({ header, rows }: Table): string {
  const escaped = [header, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = columnWidths([...escaped, header.map(() => '---')])
  const rule = widths.map((width) => '-'.repeat(width))
  const [first, ...others] = escaped
  return [first!, rule, ...others].map((row) => `| ${padded(row, widths).join(' | ')} |`).join('\n')
}

function columnWidths(rows: readonly (readonly string[])[]): number[] {
  return rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
}

function padded(row: readonly string[], widths: readonly number[]): string[] {
  return row.map((cell, column) => cell.padEnd(widths[column]!))
}
