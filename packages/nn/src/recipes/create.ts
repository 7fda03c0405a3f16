import type { Generator } from '@handwritten/tensor'
import { requireOption } from '../errors'
import { ReLU } from '../layers/activations/relu'
import { Linear } from '../layers/linear'
import { Sequential } from '../layers/sequential'
import { CrossEntropyLoss } from '../losses/cross-entropy'
import type { Module } from '../module'
import { Adam, AdamW } from '../optimizers/adam'
import type { Optimizer } from '../optimizers/optimizer'
import { SGD } from '../optimizers/sgd'
import { constantSchedule } from '../schedules/constant'
import { oneCycleSchedule } from '../schedules/one-cycle'
import type { Schedule } from '../schedules/schedule'
import type { Recipe } from './recipe'

/** The recipe's network: linear layers with ReLU between them, He initialization, zero biases. */
export function createNetwork(recipe: Pick<Recipe, 'sizes'>, generator: Generator): Sequential {
  const { sizes } = recipe
  requireOption(sizes.length >= 2, 'createNetwork: sizes', 'at least two numbers', sizes)
  const linears = sizes.slice(1).map((size, place) => new Linear(sizes[place], size, { generator }))
  const layers = linears.flatMap((linear): Module[] => [linear, new ReLU()])
  return new Sequential(...layers.slice(0, -1))
}

/** The recipe's optimizer for the parameters of `model`. */
export function createOptimizer(
  recipe: Pick<Recipe, 'optimizer' | 'learningRate'>,
  model: Module,
): Optimizer {
  const { optimizer, learningRate: lr } = recipe
  if (optimizer.name === 'adam') return new Adam(model.parameters(), { lr, betas: optimizer.betas })
  if (optimizer.name === 'adamw') {
    const { betas, weightDecay } = optimizer
    return new AdamW(model.parameters(), { lr, betas, weightDecay })
  }
  const { momentum, nesterov } = optimizer
  return new SGD(model.parameters(), { lr, momentum, nesterov })
}

/** The recipe's learning rates over a run of `steps` steps (epochs times batches in an epoch). */
export function createSchedule(
  recipe: Pick<Recipe, 'schedule' | 'learningRate'>,
  steps: number,
): Schedule {
  const { schedule, learningRate } = recipe
  if (schedule.name === 'constant') return constantSchedule(learningRate)
  // A cycle has a beginning and an end; a run of one step is its beginning.
  return oneCycleSchedule(learningRate, { ...schedule, steps: Math.max(steps, 2) })
}

/** The recipe's loss: cross entropy, smoothed as it says. */
export function createCriterion({
  labelSmoothing,
}: Pick<Recipe, 'labelSmoothing'>): CrossEntropyLoss {
  return new CrossEntropyLoss({ labelSmoothing })
}
