import { check, isPlainObject } from '@handwritten/checks'
import type { Generator } from '@handwritten/tensor'
import { checkCall, generatorCheck, loaderCheck } from '../checks'
import { CrossEntropyLoss } from '../losses/cross-entropy'
import { Trainer } from '../trainer/trainer'
import type { TrainerOptions } from '../trainer/trainer-options'
import { createCriterion, createNetwork, createOptimizer, createSchedule } from './create'
import type { Recipe } from './recipe'

/** What a recipe leaves open. */
export interface CreateTrainerOptions
  extends Pick<
    TrainerOptions,
    | 'train'
    | 'test'
    | 'validation'
    | 'watch'
    | 'keepBest'
    | 'earlyStopping'
    | 'compile'
    | 'ranks'
    | 'parts'
  > {
  /** Draws the first weights. */
  generator: Generator
}

const createTrainerArguments = {
  recipe: /* @__PURE__ */ check<Recipe>(
    'a recipe, such as recipes.seed',
    (value) => typeof value === 'object' && value !== null && 'sizes' in value,
  ),
  options: /* @__PURE__ */ check<CreateTrainerOptions>(
    'options such as { train, test, generator }',
    (value) =>
      isPlainObject(value) &&
      generatorCheck(value.generator, 'generator') === undefined &&
      loaderCheck(value.train, 'train') === undefined,
  ),
}

/**
 * A trainer with the recipe's network, optimizer, schedule and loss. Test and validation sets are
 * measured by plain cross entropy, without label smoothing. Batch size and augmentation are settings
 * of the loaders, which the caller makes.
 */
export function createTrainer(recipe: Recipe, options: CreateTrainerOptions): Trainer {
  checkCall('createTrainer', arguments, createTrainerArguments)
  const { generator, ...rest } = options
  const model = createNetwork(recipe, generator)
  const { epochs, average, clip } = recipe
  return new Trainer({
    model,
    optimizer: createOptimizer(recipe, model),
    schedule: createSchedule(recipe, epochs * rest.train.length),
    criterion: createCriterion(recipe),
    evaluationCriterion: new CrossEntropyLoss(),
    epochs,
    ...(average && { average }),
    ...(clip !== undefined && { clipNorm: clip }),
    ...rest,
  })
}
