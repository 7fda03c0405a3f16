import { DataLoader, type DatasetSplits, normalize } from '@handwritten/mnist-data'
import {
  type Criterion,
  CrossEntropyLoss,
  createCriterion,
  createNetwork,
  createOptimizer,
  createSchedule,
  OptionError,
  type Ranks,
  type Recipe,
  type Sequential,
  type StateDict,
  Trainer,
} from '@handwritten/nn'
import { Generator } from '@handwritten/tensor'
import type { RunSettings } from '../settings/run-settings'
import { RunFailure } from './failure'
import type { RunData } from './load-data'
import { type Normalization, normalizationOf } from './normalization'
import { transformOf } from './transform'

/** Images per batch when a set is evaluated. */
const evaluationBatchSize = 1000

/** A run that is ready to start, and its parts. */
export interface BuiltRun {
  readonly trainer: Trainer
  /** With the sizes of the data. */
  readonly recipe: Recipe
  readonly model: Sequential
  readonly criterion: Criterion
  readonly normalization: Normalization
  readonly train: DataLoader
  readonly test: DataLoader
  readonly validation: DataLoader | null
}

/**
 * Sets a run up on `data`, whose pixels and classes decide the ends of the network.
 * @param options `ranks`: the processes that train together, default this one alone; `stored`: the
 *   weights of a run that is resumed, a network that they could not fill is refused
 * @throws RunFailure if the layers of a list do not fit each other or the data
 */
export function buildRun(
  settings: RunSettings,
  data: RunData,
  { ranks, stored }: { readonly ranks?: Ranks; readonly stored?: StateDict } = {},
): BuiltRun {
  const recipe = fitted(settings.recipe, data)
  const { epochs, batchSize, average, clip } = recipe
  const { earlyStopping, keepBest } = settings
  const normalization = normalizationOf(settings, data.train)
  const generator = new Generator(settings.seed)
  const model = buildNetwork(recipe, generator.split(), stored)
  const shuffle = { shuffle: true, generator: generator.split() }
  const transform = transformOf(recipe, normalization)
  const train = new DataLoader(data.train, { batchSize, transform, ...shuffle })
  const evaluated = {
    batchSize: evaluationBatchSize,
    transform: normalize(normalization.mean, normalization.std),
  }
  const test = new DataLoader(data.test, evaluated)
  const validation = data.validation ? new DataLoader(data.validation, evaluated) : null
  const criterion = createCriterion(recipe)
  const trainer = new Trainer({
    ...{ model, train, test, epochs, criterion },
    evaluationCriterion: new CrossEntropyLoss(),
    optimizer: createOptimizer(recipe, model),
    schedule: createSchedule(recipe, epochs * train.length),
    ...(average && { average }),
    ...(clip !== undefined && { clipNorm: clip }),
    ...(validation && { validation }),
    ...(earlyStopping !== undefined && { earlyStopping: { patience: earlyStopping } }),
    ...(keepBest && { keepBest }),
    parts: settings.parts,
    ...(ranks && { ranks }),
  })
  return { trainer, recipe, model, criterion, normalization, train, test, validation }
}

/**
 * Loaders for inspections. A loader has one cursor, so that an inspection in the middle of an
 * evaluation must not share the trainer's.
 */
export function inspectedLoaders(
  { recipe: { batchSize }, normalization }: Pick<BuiltRun, 'recipe' | 'normalization'>,
  { train, test }: DatasetSplits,
): { readonly train: DataLoader; readonly test: DataLoader } {
  const transform = normalize(normalization.mean, normalization.std)
  return {
    train: new DataLoader(train, { batchSize, transform }),
    test: new DataLoader(test, { batchSize: evaluationBatchSize, transform }),
  }
}

function fitted(recipe: Recipe, { train }: DatasetSplits): Recipe {
  const [, rows, columns] = train.images.shape
  const hidden = recipe.sizes.slice(1, -1)
  const sizes = [rows! * columns!, ...hidden, train.classes.length]
  return { ...recipe, sizes, image: [rows!, columns!] }
}

function buildNetwork(recipe: Recipe, generator: Generator, stored?: StateDict): Sequential {
  try {
    return createNetwork(recipe, generator, stored)
  } catch (error) {
    if (error instanceof OptionError) throw new RunFailure('wrong-use', `network: ${error.message}`)
    throw error
  }
}
