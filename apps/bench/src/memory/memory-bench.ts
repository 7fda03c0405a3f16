import { DataLoader, loadMnist } from '@handwritten/mnist-data'
import { createTrainer, recipes } from '@handwritten/nn'
import { Generator } from '@handwritten/tensor'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { type Conditions, readConditions } from '../conditions/conditions.ts'
import { conditionsNotes } from '../conditions/conditions-notes.ts'
import { bytes, digits } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import { growthPerStep, type MemorySample } from './memory-growth.ts'

export interface MemoryResult {
  readonly bench: 'memory'
  readonly format: 1
  readonly conditions: Conditions
  /** Before anything was loaded. */
  readonly idle: number
  /** With the data set in memory. */
  readonly loaded: number
  readonly samples: readonly MemorySample[]
}

const SEED = 1
/** Samples are taken this many times in the budget. */
const SAMPLES = 200

export const memoryBench: Bench<MemoryResult> = {
  name: 'memory',
  description: 'resident memory while training, and whether it grows',
  defaultBudget: 60,
  measure,
  report,
}

async function measure({ budgetSeconds, log }: MeasureOptions): Promise<MemoryResult> {
  const conditions = readConditions()
  const idle = resident()
  const { train, test } = await loadMnist()
  const loaded = resident()
  const trainer = createTrainer(
    { ...recipes.seed, epochs: 1000 },
    {
      generator: new Generator(SEED),
      train: new DataLoader(train, {
        batchSize: recipes.seed.batchSize,
        shuffle: true,
        seed: SEED,
      }),
      test: new DataLoader(test, { batchSize: 1000 }),
    },
  )
  const samples: MemorySample[] = []
  const start = performance.now()
  for await (const event of trainer.fit()) {
    if (event.type !== 'step') continue
    const share = (performance.now() - start) / 1000 / budgetSeconds
    if (share >= 1) break
    if (share * SAMPLES < samples.length) continue
    samples.push({ steps: event.step, bytes: resident() })
    if (samples.length % 20 === 0) log(`${event.step} steps, ${bytes(resident())}`)
  }
  return { bench: 'memory', format: 1, conditions, idle, loaded, samples }
}

function resident(): number {
  return process.memoryUsage.rss()
}

function report({ conditions, idle, loaded, samples }: MemoryResult): Report {
  const last = samples.at(-1)
  const most = samples.reduce((max, sample) => Math.max(max, sample.bytes), 0)
  return {
    title: 'Resident memory while training the seed recipe',
    table: {
      header: ['when', 'memory'],
      rows: [
        ['before anything is loaded', bytes(idle)],
        ['with the data set loaded', bytes(loaded)],
        ['at most, while training', bytes(most)],
        [`after ${last?.steps ?? 0} steps`, bytes(last?.bytes ?? 0)],
        ['growth per 1,000 steps', `${digits((growthPerStep(samples) * 1000) / 2 ** 20)} MiB`],
      ],
    },
    notes: [
      `${samples.length} samples; growth is the median slope between all pairs of the second half.`,
      ...conditionsNotes(conditions),
    ],
  }
}
