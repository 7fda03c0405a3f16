import type { DatasetName } from '@handwritten/mnist-data'
import { type Recipe, recipes } from '@handwritten/nn'
import { RunFailure } from '../training/failure'
import type { TrainOptions } from './train-options'

/** All that decides the figures of a run: saved with it, and the same again when it is gone on with. */
export interface RunSettings {
  /** With what the command line changed in it. */
  readonly recipe: Recipe
  readonly seed: number
  readonly dataset: DatasetName
  /** How many training images are used; null for all. */
  readonly limit: number | null
  /** Parts into which each batch is cut. */
  readonly parts: number
}

/**
 * The settings of a new run.
 * @param ranks processes that train together; batches have a part for each by default
 */
export function settingsOf(options: TrainOptions, ranks = 1): RunSettings {
  const recipe = recipes[options.recipe ?? 'fast']
  return {
    recipe: {
      ...recipe,
      epochs: options.epochs ?? recipe.epochs,
      batchSize: options.batchSize ?? recipe.batchSize,
      learningRate: options.learningRate ?? recipe.learningRate,
    },
    seed: options.seed ?? 1,
    dataset: options.dataset ?? 'mnist',
    limit: options.limit ?? null,
    parts: options.parts ?? ranks,
  }
}

/**
 * The settings of a saved run that is gone on with. It may be given more epochs; anything else would
 * make another run of it.
 * @throws RunFailure when an option asks for something else than the run was started with
 */
export function continuedSettings(saved: RunSettings, options: TrainOptions): RunSettings {
  const { recipe } = saved
  const fixed = [
    ['--recipe', options.recipe, recipe.name],
    ['--batch-size', options.batchSize, recipe.batchSize],
    ['--lr', options.learningRate, recipe.learningRate],
    ['--seed', options.seed, saved.seed],
    ['--dataset', options.dataset, saved.dataset],
    ['--limit', options.limit, saved.limit ?? 'all images'],
    ['--parts', options.parts, saved.parts],
  ] as const
  for (const [flag, asked, was] of fixed)
    if (asked !== undefined && asked !== was)
      throw new RunFailure(
        'wrong-use',
        `the run in ${options.save} was started with ${flag} ${was}, and goes on with it; leave ${flag} ${asked} out, or start another run in another folder`,
      )
  return { ...saved, recipe: { ...recipe, epochs: options.epochs ?? recipe.epochs } }
}
