import { type Recipe, recipes } from '@handwritten/nn'
import { formatRate } from '../text/format'
import type { WorkerInput } from './protocol'

/** The named recipe with what the command line changes in it, for a set of `classes`. */
export function recipeOf(input: WorkerInput, classes: number): Recipe {
  const recipe = recipes[input.recipe]
  return {
    ...recipe,
    sizes: [...recipe.sizes.slice(0, -1), classes],
    epochs: input.epochs ?? recipe.epochs,
    batchSize: input.batchSize ?? recipe.batchSize,
    learningRate: input.learningRate ?? recipe.learningRate,
  }
}

/** The optimizer and its settings in a few words: `SGD 0.1, momentum 0.9, one cycle`. */
export function describeOptimizer({ optimizer, learningRate, schedule }: Recipe): string {
  const words = [`${optimizer.name.toUpperCase()} ${formatRate(learningRate)}`]
  if (optimizer.name === 'sgd' && optimizer.momentum > 0)
    words.push(`momentum ${optimizer.momentum}`)
  if (schedule.name === 'oneCycle') words.push('one cycle')
  return words.join(', ')
}
