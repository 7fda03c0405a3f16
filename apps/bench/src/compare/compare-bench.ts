import { recipes } from '@handwritten/nn'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { type Conditions, readConditions, readProcessor } from '../conditions/conditions.ts'
import { conditionsNotes, roundsNote } from '../conditions/conditions-notes.ts'
import type { Losses } from '../harness/agreement.ts'
import { type Ratio, ratio } from '../harness/ratio.ts'
import { interleave } from '../harness/rounds.ts'
import { summarize } from '../harness/statistics.ts'
import { timing } from '../harness/timing.ts'
import { settingsLabel } from '../own/own-settings.ts'
import { type OwnRequest, ownSubjects } from '../own/own-subjects.ts'
import type { EpochRun } from '../peers/protocol.ts'
import { SubjectProcess } from '../peers/subject-process.ts'
import { spreadRatio, spreadSeconds } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import { buildRevision } from './built-revision.ts'

/** Both revisions under one setting, round by round. */
interface Pair {
  readonly setting: string
  readonly here: Side
  readonly there: Side
}

interface Side extends Losses {
  readonly seconds: readonly number[]
}

export interface CompareResult {
  readonly bench: 'compare'
  readonly format: 1
  /** Its revision is the one that stands here. */
  readonly conditions: Conditions
  /** The one it is compared with. */
  readonly revision: string
  readonly pairs: readonly Pair[]
}

const SEED = 1
const STEPS = 938

export const compareBench: Bench<CompareResult> = {
  name: 'compare',
  description: 'an epoch of the seed recipe by these sources and by another revision, side by side',
  argument: '<revision>',
  defaultBudget: 60,
  measure,
  report,
}

async function measure(options: MeasureOptions): Promise<CompareResult> {
  const conditions = readConditions()
  options.log(`building ${options.argument}`)
  using other = buildRevision(options.argument!)
  const processes: SubjectProcess[] = []
  try {
    const own = ownSubjects(readProcessor().cores)
    for (const { name, settings, command } of own)
      for (const args of [command.args, [other.program]])
        processes.push(
          await SubjectProcess.start(name, { ...command, args }, { ...request(), settings }),
        )
    const runs = await interleave(
      processes.map((process) => process.subject(STEPS)),
      timing({ ...options, pauseSeconds: 0.15 }),
    )
    const pairs = own.map(({ settings }, index) => ({
      setting: settingsLabel(settings),
      here: side(runs[2 * index]!),
      there: side(runs[2 * index + 1]!),
    }))
    return { bench: 'compare', format: 1, conditions, revision: other.commit, pairs }
  } finally {
    await Promise.all(processes.map((process) => process.close()))
  }
}

/** Our subjects read the data set themselves, not from a folder. */
function request(): Omit<OwnRequest, 'settings'> {
  const { sizes, batchSize, learningRate } = recipes.seed
  const common = { sizes, batchSize, learningRate, recipe: 'seed', seed: SEED } as const
  return { request: 'prepare', folder: '', ...common }
}

function side(runs: readonly EpochRun[]): Side {
  const { loss, lossAfter } = runs[0]!
  return { seconds: runs.map((run) => run.seconds), loss, lossAfter }
}

function report({ conditions, revision, pairs }: CompareResult): Report {
  const here = conditions.revision
  return {
    title: `One epoch of the seed recipe: ${here} and ${revision}`,
    table: {
      header: ['setting', here, revision, `time of ${revision} over ${here}`, `${here} is`, 'loss'],
      rows: pairs.map((pair) => {
        const found = ratio(pair.there.seconds, pair.here.seconds)
        return [
          pair.setting,
          spreadSeconds(summarize(pair.here.seconds)),
          spreadSeconds(summarize(pair.there.seconds)),
          spreadRatio(found),
          verdict(found),
          lossWord(pair),
        ]
      }),
    },
    notes: [
      `${STEPS} steps a run, both revisions built side by side; the verdict counts only where the whole interval lies on one side of 1.`,
      roundsNote(pairs[0]?.here.seconds.length ?? 0),
      ...conditionsNotes(conditions),
    ],
  }
}

/** What a noisy ratio still tells is its side, where the interval leaves no doubt of it. */
function verdict({ verdict, noisy }: Ratio): string {
  return verdict === 'even' && noisy ? 'too noisy to tell' : verdict
}

function lossWord({ here, there }: Pair): string {
  const difference = Math.abs(here.loss / there.loss - 1)
  return difference === 0 ? 'the same' : `differs by ${difference.toExponential(0)}`
}
