import { digits } from '../report/format.ts'
import type { Table } from '../report/table.ts'
import type { Results, Target } from './targets.ts'

/** Every target with what was reached; a ratio of 1 or more meets it. */
export function targetsTable(targets: readonly Target[], results: Results): Table {
  return {
    header: ['figure', 'target', 'reached', 'reached / target', 'why'],
    rows: targets.map((target) => targetRow(target, target.reached(results))),
  }
}

function targetRow(
  { figure, target, unit, atMost, why }: Target,
  reached: number | undefined,
): string[] {
  const told = `${atMost ? 'at most ' : ''}${target} ${unit}`
  if (reached === undefined) return [figure, told, 'not measured', '', why]
  const ratio = atMost ? target / reached : reached / target
  return [figure, told, `${digits(reached)} ${unit}`, digits(ratio), ratio >= 1 ? 'met' : why]
}
