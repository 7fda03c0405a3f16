import { loadMnist } from '@handwritten/mnist-data'
import { recipes } from '@handwritten/nn'
import type { MeasureOptions } from '../commands/bench-command.ts'
import { readConditions, readProcessor } from '../conditions/conditions.ts'
import { readProcessorTime, stolenShare } from '../conditions/processor-time.ts'
import { planSteps } from '../harness/plan.ts'
import { interleave } from '../harness/rounds.ts'
import { timing } from '../harness/timing.ts'
import { writeDataFolder } from '../own/data-folder.ts'
import { settingsLabel } from '../own/own-settings.ts'
import { type OwnRequest, ownSubjects } from '../own/own-subjects.ts'
import { choices, findContestants } from '../peers/contest.ts'
import type { EpochRun } from '../peers/protocol.ts'
import { SubjectProcess } from '../peers/subject-process.ts'
import type { EpochResult, Skipped, SubjectRounds } from './epoch-result.ts'

interface Entry {
  readonly process: SubjectProcess
  readonly setting: string
  readonly ours: boolean
}

/** What all subjects are told alike. */
type Request = Omit<OwnRequest, 'settings'>

const SEED = 1
/** Rounds that the number of steps is planned for, the dropped one counted. */
const PLANNED_ROUNDS = 9
const PILOT_STEPS = 10

/** Times the seed recipe's epoch in this project and in every peer that is there. */
export async function measureEpoch({ budgetSeconds, log }: MeasureOptions): Promise<EpochResult> {
  const conditions = readConditions()
  const before = readProcessorTime()
  const { train } = await loadMnist()
  const recipe = recipes.seed
  using folder = writeDataFolder(train, recipe, SEED)
  const request: Request = {
    request: 'prepare',
    folder: folder.path,
    sizes: recipe.sizes,
    batchSize: recipe.batchSize,
    learningRate: recipe.learningRate,
    recipe: 'seed',
    seed: SEED,
  }
  const entries: Entry[] = []
  try {
    const skipped = await startAll(entries, request, log)
    const stepsPerEpoch = Math.ceil(train.length / recipe.batchSize)
    const steps = await plan(entries, { stepsPerEpoch, budgetSeconds })
    log(`timing ${steps} of ${stepsPerEpoch} steps a run`)
    const runs = await interleave(
      entries.map(({ process }) => process.subject(steps)),
      timing({ budgetSeconds, log, pauseSeconds: 0.15 }),
    )
    const after = readProcessorTime()
    return {
      bench: 'epoch',
      format: 1,
      conditions,
      stolen: before && after ? stolenShare(before, after) : null,
      workload: {
        recipe: recipe.name,
        dataset: 'MNIST',
        sizes: recipe.sizes,
        batchSize: recipe.batchSize,
        learningRate: recipe.learningRate,
        samples: train.length,
        stepsPerEpoch,
        steps,
        seed: SEED,
      },
      subjects: entries.map((entry, index) => subjectRounds(entry, runs[index]!)),
      skipped,
    }
  } finally {
    await Promise.all(entries.map(({ process }) => process.close()))
  }
}

/** Fills `entries` with our own subjects and every peer's chosen settings, loaded and waiting. */
async function startAll(
  entries: Entry[],
  request: Request,
  log: (line: string) => void,
): Promise<Skipped[]> {
  const processor = readProcessor()
  const { contestants, skipped } = await findContestants(processor, request, log)
  for (const { name, settings, command } of ownSubjects(processor.cores)) {
    const process = await SubjectProcess.start(name, command, { ...request, settings })
    entries.push({ process, setting: settingsLabel(settings), ours: true })
  }
  for (const contestant of contestants)
    for (const { name, setting } of choices(contestant)) {
      const process = await contestant.start(setting, name)
      entries.push({ process, setting: setting.label, ours: false })
    }
  return skipped
}

/** A few steps of each, twice, tell how many fit. */
async function plan(
  entries: readonly Entry[],
  { stepsPerEpoch, budgetSeconds }: { stepsPerEpoch: number; budgetSeconds: number },
): Promise<number> {
  const secondsPerStep: number[] = []
  for (const { process } of entries) {
    await process.epoch(PILOT_STEPS)
    secondsPerStep.push((await process.epoch(PILOT_STEPS)).seconds / PILOT_STEPS)
  }
  return planSteps({ secondsPerStep, stepsPerEpoch, rounds: PLANNED_ROUNDS, budgetSeconds })
}

function subjectRounds(
  { process, setting, ours }: Entry,
  runs: readonly EpochRun[],
): SubjectRounds {
  return {
    name: process.name,
    ours,
    setting,
    ...process.conditions,
    seconds: runs.map((run) => run.seconds),
    losses: runs.map((run) => run.loss),
    lossesAfter: runs.map((run) => run.lossAfter),
    peakMemory: Math.max(...runs.map((run) => run.peakMemory)),
  }
}
