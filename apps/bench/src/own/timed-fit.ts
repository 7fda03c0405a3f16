import { DataLoader, type DatasetSplits } from '@handwritten/mnist-data'
import { createTrainer, type Recipe } from '@handwritten/nn'
import { Generator } from '@handwritten/tensor'
import type { EpochRecord } from '../accuracy/accuracy-figures.ts'

const TEST_BATCH = 1000

/** A whole run of a recipe, with the random numbers of `handwritten --seed`. */
export async function timedFit(
  data: DatasetSplits,
  recipe: Recipe,
  seed: number,
): Promise<EpochRecord[]> {
  const generator = new Generator(seed)
  const [network, order] = [generator.split(), generator.split()]
  const trainer = createTrainer(recipe, {
    generator: network,
    train: new DataLoader(data.train, {
      batchSize: recipe.batchSize,
      shuffle: true,
      generator: order,
    }),
    test: new DataLoader(data.test, { batchSize: TEST_BATCH }),
  })
  const records: EpochRecord[] = []
  let trainSeconds = 0
  for await (const event of trainer.fit()) {
    if (event.type !== 'epoch') continue
    trainSeconds += event.seconds
    records.push({ testAccuracy: event.testAccuracy, trainSeconds })
  }
  return records
}
