import {
  compose,
  DataLoader,
  type DatasetSplits,
  elastic,
  normalize,
  randomAffine,
} from '@handwritten/mnist-data'
import * as nn from '@handwritten/nn'
import { Generator } from '@handwritten/tensor'
import { optimizerName, type Settings } from '../settings'

const adam = { betas: [0.9, 0.999] } as const
const OPTIMIZERS: Readonly<Record<string, nn.OptimizerRecipe>> = {
  sgd: { name: 'sgd', momentum: 0, nesterov: false },
  momentum: { name: 'sgd', momentum: 0.9, nesterov: false },
  nesterov: { name: 'sgd', momentum: 0.9, nesterov: true },
  adam: { name: 'adam', ...adam },
  adamw: { name: 'adamw', ...adam, weightDecay: 0.01 },
  rmsprop: { name: 'rmsprop', alpha: 0.99 },
}

/** The preset with the settings of the form in place of its own. */
function recipeOf({ preset, hidden, activation, optimizer, ...settings }: Settings): nn.Recipe {
  const network = { sizes: [784, ...hidden, 10], activation: activation as 'relu' }
  const base = nn.recipes[preset as 'fast']
  const isOwn = optimizerName(base.optimizer) === optimizer
  const rule = isOwn ? base.optimizer : OPTIMIZERS[optimizer]!
  return { ...base, ...settings, ...network, optimizer: rule }
}

export function buildNetwork(settings: Settings): nn.Sequential {
  return nn.createNetwork(recipeOf(settings), new Generator(settings.seed))
}

/** A run of `model` on the images. */
export function buildTrainer(
  settings: Settings,
  model: nn.Module,
  { train: learned, test: measured }: DatasetSplits,
): nn.Trainer {
  const recipe = recipeOf(settings)
  const { epochs, batchSize, average, augmentation } = recipe
  const transform = augmentation
    ? compose(elastic(augmentation.elastic), randomAffine(augmentation.affine), normalize())
    : normalize()
  const shuffled = { shuffle: true, seed: settings.seed }
  const train = new DataLoader(learned, { batchSize, transform, ...shuffled })
  return new nn.Trainer({
    ...{ model, epochs, train, test: new DataLoader(measured, { batchSize: 1000 }) },
    optimizer: nn.createOptimizer(recipe, model),
    schedule: nn.createSchedule(recipe, epochs * train.length),
    criterion: nn.createCriterion(recipe),
    evaluationCriterion: new nn.CrossEntropyLoss(),
    ...(average && { average }),
  })
}
