import type { EpochFigures, SubjectFigures } from './epoch-figures.ts'
import type { EpochResult } from './epoch-result.ts'
import { bytes, digits, spreadRatio, spreadSeconds } from './format.ts'
import { markdownTable, plainTable, type Table } from './table.ts'

/** The table and its conditions as text for a terminal. */
export function plainEpochReport(result: EpochResult, figures: EpochFigures): string {
  return [
    epochTitle(result),
    '',
    plainTable(epochTable(figures)),
    '',
    ...notes(result, figures),
  ].join('\n')
}

/** The same in Markdown, with the chart if it lies beside the report. */
export function markdownEpochReport(
  result: EpochResult,
  figures: EpochFigures,
  chart?: string,
): string {
  return [
    `# ${epochTitle(result)}`,
    ...(chart ? [`![Seconds for one epoch, by program](${chart})`] : []),
    markdownTable(epochTable(figures)),
    notes(result, figures)
      .map((note) => `- ${note}`)
      .join('\n'),
  ]
    .join('\n\n')
    .concat('\n')
}

export function epochTitle({ workload }: EpochResult): string {
  return `One epoch of the ${workload.recipe} recipe on ${workload.dataset}`
}

function epochTable({ subjects }: EpochFigures): Table {
  return {
    header: ['program', 'setting', 'epoch', 'samples/s', 'times our time', 'losses', 'memory'],
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
  return `${agreement.agrees ? 'agree' : 'DIFFER'} (${agreement.difference.toExponential(0)})`
}

/** What a reader must know to believe the table, and to repeat it. */
function notes(result: EpochResult, { reference, subjects, best }: EpochFigures): string[] {
  const { conditions, workload } = result
  const timed =
    workload.steps === workload.stepsPerEpoch
      ? `${workload.steps} steps, the whole epoch`
      : `${workload.steps} of ${workload.stepsPerEpoch} steps, scaled to a whole epoch`
  const runs = subjects[0]?.epochSeconds.runs ?? 0
  const noisy = subjects.filter(({ ratio }) => ratio?.noisy).map(({ subject }) => subject.name)
  return [
    `Network ${workload.sizes.join('-')}, batch ${workload.batchSize}, learning rate ${workload.learningRate}, training only: ${timed}. Same data, row order and initial weights for all.`,
    `${runs} interleaved rounds after a dropped one; medians, and in brackets an interval that holds the true median with 90% certainty; ratios are taken round by round${best ? ` against ${best.name} (${best.setting})` : ''}.`,
    reference
      ? `Losses are compared with ${reference}'s: the largest relative difference is told.`
      : 'There was no other program to compare losses with.',
    ...(noisy.length > 0
      ? [`Too noisy to tell: ${noisy.join(', ')}. A second run may differ by more than 15%.`]
      : []),
    ...subjects.map(({ subject }) => `${subject.name}: ${subject.library}, ${subject.kernels}.`),
    ...result.skipped.map(({ name, reason }) => `Skipped ${name}: ${reason}.`),
    conditionsLine(result),
    `Measured ${conditions.date.slice(0, 10)} at revision ${conditions.revision}.`,
  ]
}

function conditionsLine({ conditions, stolen }: EpochResult): string {
  const { processor, cores, memory, platform, node, flags, loadBefore } = conditions
  const words = [
    `${processor}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${memory}, ${platform}`,
    `Node ${node}${flags ? ` ${flags}` : ''}`,
    `load ${loadBefore} before the start`,
    ...(stolen === null ? [] : [`${digits(stolen * 100)}% of the processors taken by the host`]),
  ]
  return `${words.join('; ')}.`
}
