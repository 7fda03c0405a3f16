import { digits, spreadSeconds } from '../report/format.ts'
import { markdownTable } from '../report/table.ts'
import { epochFigures } from './epoch-figures.ts'
import { epochTitle, slowNotes, timedPart } from './epoch-report.ts'
import type { EpochResult } from './epoch-result.ts'

/** A short table for a README, with when and on what it was measured. */
export function readmeSection(result: EpochResult): string {
  const { conditions } = result
  const { subjects } = epochFigures(result)
  const table = markdownTable({
    header: ['program', 'setting', epochTitle(result), 'times our time'],
    rows: subjects
      .filter(({ agreement }) => agreement?.agrees !== false)
      .map(({ subject, epochSeconds, ratio }) => [
        subject.name,
        subject.setting,
        spreadSeconds(epochSeconds),
        ratio ? `${digits(ratio.median)}${ratio.noisy ? ' (noisy)' : ''}` : '',
      ]),
  })
  const slow = slowNotes(result)
    .map((note) => ` ${note}`)
    .join('')
  const runs = subjects[0]?.epochSeconds.runs ?? 0
  return `${table}

Training only, ${timedPart(result)}; median of ${runs} interleaved rounds, with an interval that holds it.${slow} ${conditions.processor}, ${conditions.cores} cores, Node ${conditions.node}, ${conditions.date.slice(0, 10)}, revision ${conditions.revision}.`
}
