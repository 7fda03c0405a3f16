import { summarize } from '../harness/statistics.ts'
import { percent, spreadSeconds } from '../report/format.ts'
import { PHASES, type Phase } from './replay-rows.ts'
import type { PartRounds, ProgramRounds } from './step-result.ts'

/** Cells of `PROGRAM_HEADER`. */
export type ProgramRow = readonly [string, string, string, string, string]

export const PROGRAM_HEADER = ['phase', 'part', 'time', 'of the step', 'of the peak'] as const

/** Parts that take less of the step are told together. */
const SMALL = 0.01

/** What is told in one line: parts of one phase, added up. */
interface Line {
  readonly work: string
  readonly flops: number
  /** Mean over the threads, one a round. */
  readonly seconds: readonly number[]
}

/** Every phase of a captured step with its parts, and the step as a whole. */
export function programRows(program: ProgramRounds): ProgramRow[] {
  const step = summarize(program.seconds).median
  const tell = (phase: string, { work, flops, seconds }: Line): ProgramRow => {
    const summary = summarize(seconds)
    const rate = flops / summary.median / program.peakFlopsPerSecond
    const told = flops > 0 ? percent(rate) : ''
    return [phase, work, spreadSeconds(summary), percent(summary.median / step), told]
  }
  const whole = { work: '', flops: 0, seconds: program.seconds }
  return [
    ...PHASES.flatMap((phase) => {
      const lines = phaseLines(program, phase, step)
      if (lines.length < 2) return lines.map((line) => tell(phase, line))
      return [tell(phase, together('', lines)), ...lines.map((line) => tell('', line))]
    }),
    tell('the whole program', whole),
  ]
}

function phaseLines({ parts }: ProgramRounds, phase: Phase, step: number): Line[] {
  const lines = parts.filter((part) => part.phase === phase).map(line)
  if (phase === 'waiting') return [together(`at ${lines.length} barriers`, lines)]
  const [large, small] = [true, false].map((wanted) =>
    lines.filter(({ seconds }) => summarize(seconds).median >= SMALL * step === wanted),
  ) as [Line[], Line[]]
  if (small.length < 2) return lines
  return [...large, together(`${small.length} small parts`, small)]
}

function line({ work, flops, threadSeconds }: PartRounds): Line {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  return { work, flops, seconds: threadSeconds.map(mean) }
}

function together(work: string, lines: readonly Line[]): Line {
  return {
    work,
    flops: lines.reduce((sum, { flops }) => sum + flops, 0),
    seconds: lines[0]!.seconds.map((_, round) =>
      lines.reduce((sum, { seconds }) => sum + seconds[round]!, 0),
    ),
  }
}
