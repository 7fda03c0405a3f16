import type { Generator } from '@handwritten/tensor'
import { Trainer } from '../trainer/trainer'
import type { TrainerOptions } from '../trainer/trainer-options'
import { createCriterion, createNetwork, createOptimizer, createSchedule } from './create'
import type { Recipe } from './recipe'

/** What a recipe leaves open. */
export interface CreateTrainerOptions
  extends Pick<
    TrainerOptions,
    'train' | 'test' | 'validation' | 'watch' | 'keepBest' | 'earlyStopping' | 'compile'
  > {
  /** Draws the first weights. */
  generator: Generator
}

/**
 * A trainer that follows `recipe` in all its parts, its network included. What the recipe says of
 * batches and augmentation is for those who make the loaders.
 */
export function createTrainer(recipe: Recipe, options: CreateTrainerOptions): Trainer {
  const { generator, ...rest } = options
  const model = createNetwork(recipe, generator)
  const { epochs, average } = recipe
  return new Trainer({
    model,
    optimizer: createOptimizer(recipe, model),
    schedule: createSchedule(recipe, epochs * rest.train.length),
    criterion: createCriterion(recipe),
    epochs,
    ...(average && { average }),
    ...rest,
  })
}
