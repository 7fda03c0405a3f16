import { recipes } from '@handwritten/nn'
import { conditionsNotes, roundsNote } from '../conditions/conditions-notes.ts'
import { median, summarize } from '../harness/statistics.ts'
import { type OwnSettings, settingsLabel } from '../own/own-settings.ts'
import { digits, percent, spreadSeconds } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import { markdownTable } from '../report/table.ts'
import { PROGRAM_HEADER, programRows } from './program-table.ts'
import type { ProgramRounds, StepResult } from './step-result.ts'

/** The captured step part by part, the eager one by phases, and whole steps through the trainer. */
export function stepReport(result: StepResult): Report {
  const { conditions, steps, wholes } = result
  return {
    title: 'One training step of the seed recipe',
    table: {
      header: ['how', ...PROGRAM_HEADER],
      rows: [
        ...result.programs.flatMap((program) =>
          programRows(program).map((row) => [capturedLabel(program), ...row]),
        ),
        ...eagerRows(result),
        ...wholes.map(({ settings, seconds }) => [
          settingsLabel(settings),
          'whole step',
          'through the trainer',
          spreadSeconds(summarize(seconds)),
          '',
          '',
        ]),
      ],
    },
    notes: [
      ...result.programs.map(peakNote),
      programNote(result),
      `Batch ${recipes.seed.batchSize}, network ${recipes.seed.sizes.join('-')}, ${steps} steps a round: medians of captured steps, means of others. Whole steps go through the trainer, with its events; the recording of a captured step is among them.`,
      roundsNote(wholes[0]?.seconds.length ?? 0),
      ...conditionsNotes(conditions),
    ],
  }
}

/** The captured step part by part on each number of threads, for a page. */
export function stepSection(result: StepResult): string {
  const { conditions, programs, wholes } = result
  const tables = programs.map(
    (program) =>
      `### ${program.threads} ${program.threads === 1 ? 'thread' : 'threads'}\n\n${markdownTable({ header: PROGRAM_HEADER, rows: programRows(program) })}\n\n${peakNote(program)}`,
  )
  const { processor, cores, node, date, revision } = conditions
  return `${tables.join('\n\n')}\n\n${programNote(result)} ${roundsNote(wholes[0]?.seconds.length ?? 0)} ${processor}, ${cores} cores, Node ${node}, ${date.slice(0, 10)}, revision ${revision}.`
}

function capturedLabel({ threads }: ProgramRounds): string {
  return settingsLabel({ backend: 'wasm', threads, captured: true })
}

function peakNote({ threads, peakFlopsPerSecond }: ProgramRounds): string {
  const together = threads === 1 ? 'One thread reaches' : `${threads} threads together reach`
  return `${together} ${digits(peakFlopsPerSecond / 1e9)} GFLOP/s in registers alone, 128 bits wide: the peak.`
}

function programNote({ density }: StepResult): string {
  return `Captured steps are timed by a clock that each thread reads between its parts; of several threads the mean is told, waiting included. The share of the peak counts the operations that products are left with: ${percent(density)} of the dense ones where rows are sparse.`
}

function eagerRows({ phases, wholes }: StepResult): string[][] {
  const wholeOf = (backend: OwnSettings['backend']) =>
    wholes.find(({ settings }) => settings.backend === backend && !settings.captured)!.seconds
  return phases.map(({ backend, name, seconds }) => [
    settingsLabel({ backend, threads: 1, captured: false }),
    name,
    '',
    spreadSeconds(summarize(seconds)),
    percent(median(seconds) / median(wholeOf(backend))),
    '',
  ])
}
