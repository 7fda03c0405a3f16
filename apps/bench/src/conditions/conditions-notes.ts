import type { Conditions } from './conditions.ts'

/** On what and when a result was measured, as lines for a report. */
export function conditionsNotes(conditions: Conditions): string[] {
  const { processor, cores, memory, platform, node, flags, loadBefore } = conditions
  const machine = `${processor}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${memory}, ${platform}`
  return [
    `${machine}; Node ${node}${flags ? ` ${flags}` : ''}; load ${loadBefore} before the start.`,
    `Measured ${conditions.date.slice(0, 10)} at revision ${conditions.revision}.`,
  ]
}

/** How the spread in a table is to be read. */
export function roundsNote(rounds: number): string {
  return `${rounds} interleaved rounds after a dropped one; medians, and in brackets an interval that holds the true median with 90% certainty${rounds < 5 ? ' (fewer than five rounds: less)' : ''}.`
}
