import { markdownTable, plainTable, type Table } from './table.ts'

/** What a bench tells, before it is given a form. */
export interface Report {
  readonly title: string
  readonly table: Table
  /** What a reader must know to believe the table, and to repeat it. */
  readonly notes: readonly string[]
}

/** For a terminal. */
export function plainReport({ title, table, notes }: Report): string {
  return [title, '', plainTable(table), '', ...notes].join('\n')
}

/** For a page; `chart` is the address of a picture. */
export function markdownReport({ title, table, notes }: Report, chart?: string): string {
  const parts = [`# ${title}`, markdownTable(table), notes.map((note) => `- ${note}`).join('\n')]
  if (chart) parts.splice(1, 0, `![${title}](${chart})`)
  return `${parts.join('\n\n')}\n`
}
