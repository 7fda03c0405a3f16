import { loadMnist } from '@handwritten/mnist-data'
import { recipes } from '@handwritten/nn'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { type Conditions, readConditions } from '../conditions/conditions.ts'
import { conditionsNotes, roundsNote } from '../conditions/conditions-notes.ts'
import { interleave, type Subject, type Timed } from '../harness/rounds.ts'
import { median, summarize } from '../harness/statistics.ts'
import { timing } from '../harness/timing.ts'
import { timedEpoch } from '../own/training.ts'
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
  readonly phases: readonly { readonly name: Phase; readonly seconds: readonly number[] }[]
  /** The same steps through the trainer, with its events. */
  readonly trainer: readonly number[]
}

const SEED = 1
const STEPS = 30

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
  const run = { seed: SEED, steps: STEPS }
  const subjects: Subject<PhasedRun | Timed>[] = [
    { name: 'phases', run: async () => phasedSteps(train, recipes.seed, run) },
    { name: 'trainer', run: () => timedEpoch(train, recipes.seed, run) },
  ]
  const [phased, trainer] = await interleave(subjects, timing(options))
  const ofPhase = (name: Phase) => (phased as PhasedRun[]).map(({ phases }) => phases[name] / STEPS)
  return {
    bench: 'step',
    format: 1,
    conditions,
    steps: STEPS,
    phases: PHASES.map((name) => ({ name, seconds: ofPhase(name) })),
    trainer: trainer!.map(({ seconds }) => seconds / STEPS),
  }
}

function report({ conditions, steps, phases, trainer }: StepResult): Report {
  const whole = median(trainer)
  const row = (name: string, seconds: readonly number[]) => [
    name,
    spreadSeconds(summarize(seconds)),
    percent(median(seconds) / whole),
  ]
  return {
    title: 'One training step of the seed recipe',
    table: {
      header: ['part', 'time', 'of the whole'],
      rows: [
        ...phases.map(({ name, seconds }) => row(name, seconds)),
        row('whole, through the trainer', trainer),
      ],
    },
    notes: [
      `Batch ${recipes.seed.batchSize}, network ${recipes.seed.sizes.join('-')}; means over ${steps} steps a round.`,
      roundsNote(trainer.length),
      ...conditionsNotes(conditions),
    ],
  }
}
