import { loadMnist } from '@handwritten/mnist-data'
import { type Recipe, recipes } from '@handwritten/nn'
import { useThreads } from '@handwritten/tensor'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { type Conditions, readConditions } from '../conditions/conditions.ts'
import { conditionsNotes } from '../conditions/conditions-notes.ts'
import { BenchError } from '../errors.ts'
import { timedFit } from '../own/timed-fit.ts'
import { percent, seconds, spreadRatio, spreadSeconds } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import { accuracyChart } from './accuracy-chart.ts'
import { type AccuracyRun, finalAccuracy, timeToAccuracy } from './accuracy-figures.ts'
import { measureRace, type RaceRounds } from './race.ts'
import { raceFigures } from './race-figures.ts'

export interface AccuracyResult {
  readonly bench: 'accuracy'
  readonly format: 1
  readonly conditions: Conditions
  readonly threads: number
  readonly runs: readonly AccuracyRun[]
  /** Against PyTorch; empty where it is missing. */
  readonly race: readonly RaceRounds[]
}

/** The part of the budget that the rounds against PyTorch may take. */
const RACE_SHARE = 0.4
const SEEDS = [1, 2, 3, 4, 5]
const THRESHOLDS = [0.97, 0.98, 0.985, 0.99]

export const accuracyBench: Bench<AccuracyResult> = {
  name: 'accuracy',
  description:
    'training time until the test accuracy reaches 97, 98, 98.5 and 99%, over five seeds',
  argument: '[recipes]',
  defaultBudget: 300,
  measure,
  report,
  chart: accuracyChart,
}

/** The recipes that are asked for as in `fast,best`; the two short ones where none is. */
export function chosenRecipes(argument = 'fast,seed'): Recipe[] {
  const known = recipes as Readonly<Record<string, Recipe>>
  return argument.split(',').map((name) => {
    const recipe = known[name]
    if (recipe) return recipe
    throw new BenchError(
      'recipe',
      `accuracy: expected recipes among ${Object.keys(known).join(', ')}, found ${JSON.stringify(name)}`,
    )
  })
}

/**
 * Seed by seed, each recipe in turn. No run is begun that would end past the budget, as far as is known; the
 * first of a recipe that gets there all the same is cut after an epoch.
 */
async function measure({ budgetSeconds, log, argument }: MeasureOptions): Promise<AccuracyResult> {
  const chosen = chosenRecipes(argument)
  const conditions = readConditions()
  const data = await loadMnist()
  const race = await measureRace(data, { budgetSeconds: budgetSeconds * RACE_SHARE, log })
  const { threads } = await useThreads()
  const runs: AccuracyRun[] = []
  const start = performance.now()
  const longest = new Map<string, number>()
  for (const seed of SEEDS)
    for (const recipe of chosen) {
      const begun = performance.now()
      const spent = (begun - start) / 1000
      const left = budgetSeconds * (1 - RACE_SHARE) - spent
      if (runs.length > 0 && (left <= 0 || (longest.get(recipe.name) ?? 0) > left)) continue
      const isLate = () => (performance.now() - begun) / 1000 > left
      const epochs = await timedFit(data, recipe, seed, isLate)
      const cut = epochs.length < recipe.epochs
      runs.push({ recipe: recipe.name, seed, epochs, ...(cut && { cut }) })
      const { testAccuracy, trainSeconds } = epochs.at(-1)!
      log(`${recipe.name}, seed ${seed}: ${percent(testAccuracy)} after ${seconds(trainSeconds)}`)
      longest.set(recipe.name, (performance.now() - begun) / 1000)
    }
  return { bench: 'accuracy', format: 1, conditions, threads, runs, race }
}

function report({ conditions, threads, runs, race }: AccuracyResult): Report {
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
      ...raceNotes(race),
      ...names.flatMap((name) => finalNotes(name, runsOf(name))),
      `Captured steps on ${threads} threads.`,
      'Taken at the end of the first epoch that has the accuracy; time is that of training steps, evaluation left out. Medians, and in brackets an interval that holds the true median (with five seeds, their extremes).',
      ...conditionsNotes(conditions),
    ],
  }
}

function raceNotes(race: readonly RaceRounds[]): string[] {
  if (race.length === 0) return ['No python3 with torch was found to race against.']
  return [0.97, 0.98].map((threshold) => {
    const figures = raceFigures(race, threshold)
    if (!figures) return `In no round did both sides reach ${threshold * 100}%.`
    const { ours, theirs, ourSeconds, theirSeconds, ratio } = figures
    return `${threshold * 100}% with the recipe fast, ${ratio.runs} interleaved rounds, normalizing and shuffling included: ${seconds(ourSeconds)} (${ours.setting}) against ${seconds(theirSeconds)} of ${theirs.name} (${theirs.setting}), ${spreadRatio(ratio)} times our time.`
  })
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

function finalNotes(name: string, all: readonly AccuracyRun[]): string[] {
  const cut = all.filter((run) => run.cut)
  const whole = all.filter((run) => !run.cut)
  return [
    ...(whole.length > 0 ? [finalNote(name, whole)] : []),
    ...cut.map(
      ({ seed, epochs }) =>
        `Recipe ${name} with seed ${seed} was cut after epoch ${epochs.length}, for want of time: it may have reached more.`,
    ),
  ]
}

function finalNote(name: string, runs: readonly AccuracyRun[]): string {
  const { mean, deviation } = finalAccuracy(runs)
  const [told, spread] = [mean, deviation].map((share) => `${(share * 100).toFixed(2)}%`)
  const seeds = runs.map(({ seed }) => seed).join(', ')
  return `Recipe ${name} ends at ${told} with a standard deviation of ${spread} over the seeds ${seeds}.`
}
