import { DataLoader, type DatasetSplits } from '@handwritten/mnist-data'
import {
  type Criterion,
  createCriterion,
  createNetwork,
  createOptimizer,
  createSchedule,
  type Ranks,
  type Recipe,
  type Sequential,
  type StateDict,
  Trainer,
} from '@handwritten/nn'
import { Generator } from '@handwritten/tensor'
import type { RunSettings } from '../settings/run-settings'
import { transformOf } from './transform'

/** Images of the test set that are classified at once. */
const testBatchSize = 1000

/** A run that is set up, and its parts. */
export interface BuiltRun {
  readonly trainer: Trainer
  readonly recipe: Recipe
  readonly model: Sequential
  readonly criterion: Criterion
  readonly train: DataLoader
  readonly test: DataLoader
}

/**
 * Sets a run up on `data`, whose pixels and classes decide the ends of the network.
 * @param options `ranks`: the processes that train together, default this one alone; `stored`: the
 *   weights of a run that is resumed, a network that they could not fill is refused
 */
export function buildRun(
  settings: RunSettings,
  data: DatasetSplits,
  { ranks, stored }: { readonly ranks?: Ranks; readonly stored?: StateDict } = {},
): BuiltRun {
  const recipe = fitted(settings.recipe, data)
  const { epochs, batchSize, average } = recipe
  const generator = new Generator(settings.seed)
  const model = createNetwork(recipe, generator.split(), stored)
  const shuffle = { shuffle: true, generator: generator.split() }
  const transform = transformOf(recipe)
  const train = new DataLoader(data.train, { batchSize, transform, ...shuffle })
  const test = new DataLoader(data.test, { batchSize: testBatchSize })
  const optimizer = createOptimizer(recipe, model)
  const schedule = createSchedule(recipe, epochs * train.length)
  const criterion = createCriterion(recipe)
  const averaging = average ? { average } : {}
  const parts = { model, optimizer, schedule, criterion, ...averaging }
  const sharing = { parts: settings.parts, ...(ranks && { ranks }) }
  const trainer = new Trainer({ ...parts, train, test, epochs, ...sharing })
  return { trainer, recipe, model, criterion, train, test }
}

/**
 * Loaders for inspections. A loader has one cursor, so that an inspection in the middle of an
 * evaluation must not share the trainer's.
 */
export function inspectedLoaders(
  { batchSize }: Pick<Recipe, 'batchSize'>,
  { train, test }: DatasetSplits,
): { readonly train: DataLoader; readonly test: DataLoader } {
  return {
    train: new DataLoader(train, { batchSize }),
    test: new DataLoader(test, { batchSize: testBatchSize }),
  }
}

function fitted(recipe: Recipe, { train }: DatasetSplits): Recipe {
  const [, rows, columns] = train.images.shape
  const hidden = recipe.sizes.slice(1, -1)
  return { ...recipe, sizes: [rows! * columns!, ...hidden, train.classes.length] }
}
