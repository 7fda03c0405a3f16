import { DataLoader, type DatasetSplits, loadMnist } from '@handwritten/mnist-data'
import { createTrainer, type Recipe, recipes } from '@handwritten/nn'
import { Generator, useThreads } from '@handwritten/tensor'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { type Conditions, readConditions } from '../conditions/conditions.ts'
import { conditionsNotes } from '../conditions/conditions-notes.ts'
import { percent, seconds, spreadSeconds } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import {
  type AccuracyRun,
  type EpochRecord,
  finalAccuracy,
  timeToAccuracy,
} from './accuracy-figures.ts'

export interface AccuracyResult {
  readonly bench: 'accuracy'
  readonly format: 1
  readonly conditions: Conditions
  readonly threads: number
  readonly runs: readonly AccuracyRun[]
}

const SEEDS = [1, 2, 3, 4, 5]
const THRESHOLDS = [0.97, 0.98, 0.985, 0.99]
const TEST_BATCH = 1000

export const accuracyBench: Bench<AccuracyResult> = {
  name: 'accuracy',
  description:
    'training time until the test accuracy reaches 97, 98, 98.5 and 99%, over five seeds',
  defaultBudget: 300,
  measure,
  report,
}

/** Seed by seed, each recipe in turn; no run is begun that would end past the budget, but for the first. */
async function measure({ budgetSeconds, log }: MeasureOptions): Promise<AccuracyResult> {
  const conditions = readConditions()
  const data = await loadMnist()
  const { threads } = await useThreads()
  const runs: AccuracyRun[] = []
  const start = performance.now()
  const longest = new Map<string, number>()
  for (const seed of SEEDS)
    for (const recipe of [recipes.fast, recipes.seed]) {
      const begun = performance.now()
      const spent = (begun - start) / 1000
      if (runs.length > 0 && spent + (longest.get(recipe.name) ?? 0) > budgetSeconds) continue
      runs.push({ recipe: recipe.name, seed, epochs: await train(recipe, seed, { data, log }) })
      longest.set(recipe.name, (performance.now() - begun) / 1000)
    }
  return { bench: 'accuracy', format: 1, conditions, threads, runs }
}

/** One run, with the random numbers of `handwritten --seed`. */
async function train(
  recipe: Recipe,
  seed: number,
  { data, log }: { data: DatasetSplits; log: (line: string) => void },
): Promise<EpochRecord[]> {
  const generator = new Generator(seed)
  const [network, order] = [generator.split(), generator.split()]
  const trainer = createTrainer(recipe, {
    generator: network,
    train: new DataLoader(data.train, {
      batchSize: recipe.batchSize,
      shuffle: true,
      generator: order,
    }),
    test: new DataLoader(data.test, { batchSize: TEST_BATCH }),
  })
  const records: EpochRecord[] = []
  let trainSeconds = 0
  for await (const event of trainer.fit()) {
    if (event.type !== 'epoch') continue
    trainSeconds += event.seconds
    records.push({ testAccuracy: event.testAccuracy, trainSeconds })
    const told = `${percent(event.testAccuracy)} after ${seconds(trainSeconds)}`
    log(`${recipe.name}, seed ${seed}, epoch ${event.epoch}: ${told}`)
  }
  return records
}

function report({ conditions, threads, runs }: AccuracyResult): Report {
  const names = [...new Set(runs.map(({ recipe }) => recipe))]
  const runsOf = (name: string) => runs.filter(({ recipe }) => recipe === name)
  return {
    title: 'Training time to a test accuracy',
    table: {
      header: ['recipe', 'accuracy', 'seeds that reached it', 'training time', 'epochs'],
      rows: names.flatMap((name) =>
        THRESHOLDS.map((threshold) => thresholdRow(name, runsOf(name), threshold)),
      ),
    },
    notes: [
      ...names.map((name) => finalNote(name, runsOf(name))),
      `Captured steps on ${threads} threads.`,
      'Taken at the end of the first epoch that has the accuracy; time is that of training steps, evaluation left out. Medians, and in brackets an interval that holds the true median (with five seeds, their extremes).',
      ...conditionsNotes(conditions),
    ],
  }
}

function thresholdRow(name: string, runs: readonly AccuracyRun[], threshold: number): string[] {
  const { reached, runs: count, seconds, epochs } = timeToAccuracy(runs, threshold)
  return [
    name,
    `${threshold * 100}%`,
    `${reached} of ${count}`,
    seconds ? spreadSeconds(seconds) : '',
    epochs ? String(epochs.median) : '',
  ]
}

function finalNote(name: string, runs: readonly AccuracyRun[]): string {
  const { mean, deviation } = finalAccuracy(runs)
  const [told, spread] = [mean, deviation].map((share) => `${(share * 100).toFixed(2)}%`)
  const seeds = runs.map(({ seed }) => seed).join(', ')
  return `Recipe ${name} ends at ${told} with a standard deviation of ${spread} over the seeds ${seeds}.`
}
