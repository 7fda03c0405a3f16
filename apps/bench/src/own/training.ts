import { DataLoader, type ImageDataset } from '@handwritten/mnist-data'
import { createOptimizer, Trainer } from '@handwritten/nn'
import { Generator } from '@handwritten/tensor'
import type { EpochRun } from '../peers/protocol.ts'
import { firstBatches, firstRows } from './first-batches.ts'
import { type NetworkRecipe, recipeNetwork } from './network-recipe.ts'
import { applySettings, type OwnSettings } from './own-settings.ts'

/** Rows that the loss after the training is taken on, the same for every subject. */
const CHECKED_ROWS = 1024

/** How a training is run. */
interface OwnRun {
  readonly seed: number
  readonly steps: number
  readonly settings: OwnSettings
  /** Steps before the timed ones. */
  readonly untimed?: number
}

/**
 * Trains as any user of the packages would, through loader and trainer, and times it from the first
 * step's beginning to the last step's event. The shuffle is inside; building the network is not.
 */
export async function timedEpoch(
  dataset: ImageDataset,
  recipe: NetworkRecipe,
  { seed, steps, settings, untimed = 0 }: OwnRun,
): Promise<EpochRun> {
  const compile = await applySettings(settings)
  const loader = epochLoader(dataset, recipe, seed)
  const model = recipeNetwork(recipe, new Generator(seed))
  const optimizer = createOptimizer(recipe, model)
  const train = firstBatches(loader, recipe.batchSize, untimed + steps)
  const test = firstRows(loader, CHECKED_ROWS)
  const trainer = new Trainer({ model, optimizer, train, test, epochs: 1, compile })
  let start = 0
  let end = 0
  for await (const event of trainer.fit()) {
    if (event.type === 'start') start = performance.now()
    if (event.type === 'step' && event.step === untimed) start = performance.now()
    if (event.type === 'step') end = performance.now()
    if (event.type === 'epoch')
      return {
        seconds: (end - start) / 1000,
        loss: event.trainLoss,
        accuracy: event.trainAccuracy,
        lossAfter: event.testLoss,
        peakMemory: process.resourceUsage().maxRSS * 1024,
      }
  }
  throw new Error('timedEpoch: expected an epoch event, found the end of the run')
}

/** The loader whose first epoch every subject trains on. */
export function epochLoader(
  dataset: ImageDataset,
  { batchSize }: Pick<NetworkRecipe, 'batchSize'>,
  seed: number,
): DataLoader {
  return new DataLoader(dataset, { batchSize, shuffle: true, seed })
}
