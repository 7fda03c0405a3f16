import {
  compose,
  DataLoader,
  type DatasetSplits,
  elastic,
  normalize,
  randomAffine,
} from '@handwritten/mnist-data'
import { createTrainer, type Recipe } from '@handwritten/nn'
import { Generator } from '@handwritten/tensor'
import type { EpochRecord } from '../accuracy/accuracy-figures.ts'

const TEST_BATCH = 1000

/**
 * A run of a recipe, with the random numbers of `handwritten --seed`: whole, or up to the end of the epoch
 * after which `isLate` says that there is no more time.
 */
export async function timedFit(
  data: DatasetSplits,
  recipe: Recipe,
  seed: number,
  isLate: () => boolean = () => false,
): Promise<EpochRecord[]> {
  const generator = new Generator(seed)
  const [network, order] = [generator.split(), generator.split()]
  const trainer = createTrainer(recipe, {
    generator: network,
    train: new DataLoader(data.train, {
      batchSize: recipe.batchSize,
      shuffle: true,
      generator: order,
      transform: transformOf(recipe),
    }),
    test: new DataLoader(data.test, { batchSize: TEST_BATCH }),
  })
  const records: EpochRecord[] = []
  let trainSeconds = 0
  for await (const event of trainer.fit()) {
    if (event.type !== 'epoch') continue
    trainSeconds += event.seconds
    records.push({ testAccuracy: event.testAccuracy, trainSeconds })
    if (isLate()) break
  }
  return records
}

/** Images as the recipe shows them in training: bent and turned where it says so, then normalized. */
function transformOf({ augmentation }: Pick<Recipe, 'augmentation'>) {
  if (augmentation === undefined) return normalize()
  return compose(elastic(augmentation.elastic), randomAffine(augmentation.affine), normalize())
}
