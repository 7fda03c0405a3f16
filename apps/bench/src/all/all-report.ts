import { markdownReport } from '../report/report.ts'
import { markdownTable } from '../report/table.ts'
import { TARGETS } from '../targets/targets.ts'
import { targetsTable } from '../targets/targets-table.ts'
import type { Told } from './part.ts'

/** By the names of the benches; undefined for one that failed. */
export type ToldByName = ReadonlyMap<string, Told | undefined>

/** The targets first, then every bench's own report; charts lie beside it. */
export function allReport(parts: ToldByName): string {
  return [
    '# How fast it is\n',
    `## Targets\n\n${markdownTable(targetsTable(TARGETS, resultsOf(parts)))}\n`,
    ...Array.from(parts, ([name, told]) => section(name, told)),
  ].join('\n')
}

export function resultsOf(parts: ToldByName): Record<string, unknown> {
  return Object.fromEntries(Array.from(parts, ([name, told]) => [name, told?.result]))
}

/** A heading one level down. */
function section(name: string, told: Told | undefined): string {
  if (!told) return `## ${name}\n\nThis bench failed; nothing was measured.\n`
  return `#${markdownReport(told.report, told.chart && `${name}.svg`)}`
}
