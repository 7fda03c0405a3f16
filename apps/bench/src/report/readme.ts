import { BenchError } from '../errors.ts'
import type { EpochFigures } from './epoch-figures.ts'
import { epochTitle } from './epoch-report.ts'
import type { EpochResult } from './epoch-result.ts'
import { digits, spreadSeconds } from './format.ts'
import { markdownTable } from './table.ts'

const BEGIN = '<!-- figures: written by `pnpm bench readme`, begin -->'
const END = '<!-- figures: end -->'

/** True when the text has a place for the figures. */
export function hasMarkers(text: string): boolean {
  return text.includes(BEGIN) && text.includes(END)
}

/** The text with the section between its markers replaced; throws `markers` where they are missing. */
export function writeSection(text: string, section: string, file: string): string {
  const begin = text.indexOf(BEGIN)
  const end = text.indexOf(END)
  if (begin < 0 || end < begin)
    throw new BenchError(
      'markers',
      `${file}: expected the lines ${BEGIN} and ${END}, in this order`,
    )
  return `${text.slice(0, begin + BEGIN.length)}\n${section}\n${text.slice(end)}`
}

/** A short table for a README, with when and on what it was measured. */
export function readmeSection(result: EpochResult, figures: EpochFigures): string {
  const { conditions, workload } = result
  const table = markdownTable({
    header: ['program', 'setting', epochTitle(result), 'times our time'],
    rows: figures.subjects
      .filter(({ agreement }) => agreement?.agrees !== false)
      .map(({ subject, epochSeconds, ratio }) => [
        subject.name,
        subject.setting,
        spreadSeconds(epochSeconds),
        ratio ? `${digits(ratio.median)}${ratio.noisy ? ' (noisy)' : ''}` : '',
      ]),
  })
  const part =
    workload.steps === workload.stepsPerEpoch
      ? ''
      : `, ${workload.steps} of ${workload.stepsPerEpoch} steps scaled to a whole epoch`
  const runs = figures.subjects[0]?.epochSeconds.runs ?? 0
  return `${table}

Training only${part}; median of ${runs} interleaved rounds, with an interval that holds it. ${conditions.processor}, ${conditions.cores} cores, Node ${conditions.node}, ${conditions.date.slice(0, 10)}, revision ${conditions.revision}.`
}
