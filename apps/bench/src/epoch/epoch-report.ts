import { conditionsNotes, roundsNote } from '../conditions/conditions-notes.ts'
import { EARLY_STEPS } from '../harness/agreement.ts'
import { bytes, digits, spreadRatio, spreadSeconds } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import type { Table } from '../report/table.ts'
import { type EpochFigures, epochFigures, type SubjectFigures } from './epoch-figures.ts'
import type { EpochResult } from './epoch-result.ts'

/** The table of `bench epoch` with its conditions. */
export function epochReport(result: EpochResult): Report {
  const figures = epochFigures(result)
  return { title: epochTitle(result), table: epochTable(figures), notes: notes(result, figures) }
}

export function epochTitle({ workload }: EpochResult): string {
  return `One epoch of the ${workload.recipe} recipe on ${workload.dataset}`
}

function epochTable({ subjects }: EpochFigures): Table {
  return {
    header: ['program', 'setting', 'epoch', 'samples/s', 'times our time', 'losses', 'peak memory'],
    rows: subjects.map((figures) => [
      figures.subject.name,
      figures.subject.setting,
      spreadSeconds(figures.epochSeconds),
      Math.round(figures.samplesPerSecond).toString(),
      figures.ratio ? spreadRatio(figures.ratio) : 'does not count',
      lossesWord(figures),
      bytes(figures.subject.peakMemory),
    ]),
  }
}

function lossesWord({ agreement }: SubjectFigures): string {
  if (!agreement) return 'not compared'
  const { agrees, early, whole } = agreement
  const told = whole === undefined ? 'not compared' : whole.toExponential(0)
  return `${agrees ? 'agree' : 'DIFFER'} (${early.toExponential(0)}, ${told})`
}

function notes(result: EpochResult, { reference, subjects, best }: EpochFigures): string[] {
  const { sizes, batchSize, learningRate } = result.workload
  const noisy = subjects
    .filter(({ ratio }) => ratio?.noisy)
    .map(({ subject }) => `${subject.name} (${subject.setting})`)
  return [
    `Network ${sizes.join('-')}, batch ${batchSize}, learning rate ${learningRate}, training only: ${timedPart(result)}. Same data, row order and initial weights for all; peak memory includes loading.`,
    roundsNote(subjects[0]?.epochSeconds.runs ?? 0),
    ...(best ? [`Ratios are taken round by round against ${best.name}, ${best.setting}.`] : []),
    reference
      ? `Losses are compared with those of ${reference}: in brackets the largest relative difference in the first ${EARLY_STEPS} steps and in the timed runs.`
      : 'There was no other program to compare losses with.',
    ...slowNotes(result),
    ...(noisy.length > 0
      ? [`Too noisy to tell: ${noisy.join('; ')}. A second run may differ by more than 15%.`]
      : []),
    ...subjects.map(({ subject }) => `${subject.name}: ${subject.library}, ${subject.kernels}.`),
    ...result.skipped.map(({ name, reason }) => `Skipped ${name}: ${reason}.`),
    ...(result.stolen === null
      ? []
      : [`The host gave ${digits(result.stolen * 100)}% of the processors to other machines.`]),
    ...conditionsNotes(result.conditions),
  ]
}

/** Which subjects were timed on fewer steps than the others. */
export function slowNotes({ subjects, workload }: EpochResult): string[] {
  return subjects.flatMap(({ name, steps }) =>
    steps === undefined
      ? []
      : [`${name} was timed on ${steps} steps a run and scaled to ${workload.stepsPerEpoch}.`],
  )
}

/** Whether the runs were whole epochs. */
export function timedPart({ workload }: EpochResult): string {
  return workload.steps === workload.stepsPerEpoch
    ? `${workload.steps} steps, the whole epoch`
    : `${workload.steps} of ${workload.stepsPerEpoch} steps, scaled to a whole epoch`
}
