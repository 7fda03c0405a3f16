import { loadMnist } from '@handwritten/mnist-data'
import { recipes } from '@handwritten/nn'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { type Conditions, readConditions } from '../conditions/conditions.ts'
import { conditionsNotes, roundsNote } from '../conditions/conditions-notes.ts'
import { interleave, type Subject, type Timed } from '../harness/rounds.ts'
import { median, summarize } from '../harness/statistics.ts'
import { timing } from '../harness/timing.ts'
import { applySettings, type OwnSettings, settingsLabel } from '../own/own-settings.ts'
import { timedEpoch } from '../own/training.ts'
import { threadCounts } from '../peers/settings.ts'
import { percent, spreadSeconds } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import { PHASES, type Phase, type PhasedRun, phasedSteps } from './phased-steps.ts'

/** All times are of one step, one a round. */
export interface StepResult {
  readonly bench: 'step'
  readonly format: 1
  readonly conditions: Conditions
  /** Steps in each round's run. */
  readonly steps: number
  /** The parts of an eager step. */
  readonly phases: readonly PhaseRounds[]
  /** Whole steps through the trainer, with its events. */
  readonly wholes: readonly {
    readonly settings: OwnSettings
    readonly seconds: readonly number[]
  }[]
}

interface PhaseRounds {
  readonly backend: OwnSettings['backend']
  readonly name: Phase
  readonly seconds: readonly number[]
}

const BACKENDS = ['reference', 'wasm'] as const
const SEED = 1
const STEPS = 40

export const stepBench: Bench<StepResult> = {
  name: 'step',
  description: 'one training step of the seed recipe by its parts',
  defaultBudget: 30,
  measure,
  report,
}

async function measure(options: MeasureOptions): Promise<StepResult> {
  const conditions = readConditions()
  const { train } = await loadMnist()
  const phased = BACKENDS.map((backend) => ({
    name: `${backend} by parts`,
    run: async () => {
      await applySettings(eager(backend))
      return phasedSteps(train, recipes.seed, { seed: SEED, steps: STEPS })
    },
  }))
  const settings = wholeSettings(conditions.cores)
  const whole = settings.map((settings) => ({
    name: settingsLabel(settings),
    run: () => timedEpoch(train, recipes.seed, { seed: SEED, steps: STEPS, settings }),
  }))
  const subjects: Subject<PhasedRun | Timed>[] = [...phased, ...whole]
  const runs = await interleave(subjects, timing(options))
  return {
    bench: 'step',
    format: 1,
    conditions,
    steps: STEPS,
    phases: BACKENDS.flatMap((backend, index) => phaseRounds(backend, runs[index] as PhasedRun[])),
    wholes: settings.map((settings, index) => ({
      settings,
      seconds: runs[BACKENDS.length + index]!.map(({ seconds }) => seconds / STEPS),
    })),
  }
}

function eager(backend: OwnSettings['backend']): OwnSettings {
  return { backend, threads: 1, captured: false }
}

function wholeSettings(cores: number): OwnSettings[] {
  const captured = threadCounts(cores).map(
    (threads): OwnSettings => ({ backend: 'wasm', threads, captured: true }),
  )
  return [...BACKENDS.map(eager), ...captured]
}

function phaseRounds(backend: OwnSettings['backend'], runs: readonly PhasedRun[]): PhaseRounds[] {
  return PHASES.map((name) => ({
    backend,
    name,
    seconds: runs.map(({ phases }) => phases[name] / STEPS),
  }))
}

function report({ conditions, steps, phases, wholes }: StepResult): Report {
  const wholeOf = (backend: OwnSettings['backend']) =>
    wholes.find(({ settings }) => settings.backend === backend && !settings.captured)!.seconds
  return {
    title: 'One training step of the seed recipe',
    table: {
      header: ['how', 'part', 'time', 'of the whole'],
      rows: [
        ...phases.map(({ backend, name, seconds }) => [
          settingsLabel(eager(backend)),
          name,
          spreadSeconds(summarize(seconds)),
          percent(median(seconds) / median(wholeOf(backend))),
        ]),
        ...wholes.map(({ settings, seconds }) => [
          settingsLabel(settings),
          'whole step',
          spreadSeconds(summarize(seconds)),
          '',
        ]),
      ],
    },
    notes: [
      `Batch ${recipes.seed.batchSize}, network ${recipes.seed.sizes.join('-')}; means over ${steps} steps a round. Whole steps go through the trainer, with its events; the recording of a captured step is among them.`,
      roundsNote(wholes[0]?.seconds.length ?? 0),
      ...conditionsNotes(conditions),
    ],
  }
}
