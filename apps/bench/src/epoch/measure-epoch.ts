import { loadMnist } from '@handwritten/mnist-data'
import { type Recipe, recipes } from '@handwritten/nn'
import type { MeasureOptions } from '../commands/bench-command.ts'
import { readConditions } from '../conditions/conditions.ts'
import { readProcessorTime, stolenShare } from '../conditions/processor-time.ts'
import { EARLY_STEPS } from '../harness/agreement.ts'
import { planSteps, stepsOf } from '../harness/plan.ts'
import { interleave } from '../harness/rounds.ts'
import { timing } from '../harness/timing.ts'
import { writeDataFolder } from '../own/data-folder.ts'
import type { EpochRun } from '../peers/protocol.ts'
import { type CommonRequest, type Entry, startEntries, startTurbo } from './entries.ts'
import type { EpochResult, SubjectRounds } from './epoch-result.ts'
import type { Workload } from './workload.ts'

const SEED = 1
/** Rounds that the number of steps is planned for, the dropped one counted. */
const PLANNED_ROUNDS = 6
const WARMUP_STEPS = 20

/** Times the seed recipe's epoch in this project and in every peer that is there. */
export async function measureEpoch(options: MeasureOptions): Promise<EpochResult> {
  const conditions = readConditions()
  const before = readProcessorTime()
  const { train } = await loadMnist()
  using folder = writeDataFolder(train, recipes.seed, SEED)
  const entries: Entry[] = []
  try {
    const request = commonRequest(folder.path, recipes.seed)
    const skipped = await startEntries(entries, request, options.log)
    await startTurbo(entries, request)
    const stepsPerEpoch = Math.ceil(train.length / request.batchSize)
    const timed = await timeRounds(entries, stepsPerEpoch, options)
    const after = readProcessorTime()
    return {
      bench: 'epoch',
      format: 1,
      conditions,
      stolen: before && after ? stolenShare(before, after) : null,
      workload: workload(request, { samples: train.length, stepsPerEpoch, steps: timed.steps }),
      subjects: timed.subjects,
      skipped,
    }
  } finally {
    await Promise.all(entries.map(({ process }) => process.close()))
  }
}

function commonRequest(folder: string, { sizes, batchSize, learningRate }: Recipe): CommonRequest {
  const common = { sizes, batchSize, learningRate, recipe: 'seed', seed: SEED } as const
  return { request: 'prepare', folder, ...common }
}

function workload(
  { request: _, folder: __, ...training }: CommonRequest,
  size: Pick<Workload, 'samples' | 'stepsPerEpoch' | 'steps'>,
): Workload {
  return { dataset: 'MNIST', ...training, ...size }
}

/** An early run of each, warmed up, shows what it computes and costs; then come the rounds. */
async function timeRounds(
  entries: readonly Entry[],
  stepsPerEpoch: number,
  { budgetSeconds, log }: MeasureOptions,
): Promise<{ steps: number; subjects: SubjectRounds[] }> {
  const early: EpochRun[] = []
  for (const { process } of entries) {
    await process.epoch(WARMUP_STEPS)
    early.push(await process.epoch(EARLY_STEPS))
  }
  const secondsPerStep = early.map(({ seconds }) => seconds / EARLY_STEPS)
  const steps = planSteps({ secondsPerStep, stepsPerEpoch, rounds: PLANNED_ROUNDS, budgetSeconds })
  log(`timing ${steps} of ${stepsPerEpoch} steps a run`)
  const own = secondsPerStep.map((seconds) => stepsOf(seconds, { steps, stepsPerEpoch }))
  const runs = await interleave(
    entries.map(({ process }, index) => process.subject(own[index]!)),
    timing({ budgetSeconds, log, pauseSeconds: 0.15 }),
  )
  const subjects = entries.map((entry, index) =>
    subjectRounds(entry, {
      early: early[index]!,
      timed: runs[index]!,
      ...(own[index]! < steps && { steps: own[index]! }),
    }),
  )
  return { steps, subjects }
}

function subjectRounds(
  { process, setting, ours, turbo }: Entry,
  { early, timed, ...fewer }: { early: EpochRun; timed: readonly EpochRun[]; steps?: number },
): SubjectRounds {
  return {
    name: process.name,
    ours,
    ...(turbo && { turbo }),
    setting,
    ...process.conditions,
    ...fewer,
    early: { loss: early.loss, lossAfter: early.lossAfter },
    seconds: timed.map((run) => run.seconds),
    losses: timed.map((run) => run.loss),
    lossesAfter: timed.map((run) => run.lossAfter),
    peakMemory: Math.max(...timed.map((run) => run.peakMemory)),
  }
}
