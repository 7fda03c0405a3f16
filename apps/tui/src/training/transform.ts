import { compose, elastic, normalize, randomAffine, type Step } from '@handwritten/mnist-data'
import type { Recipe } from '@handwritten/nn'
import type { Normalization } from './normalization'

/** The transform of training images: the recipe's augmentation, then normalization. */
export function transformOf(
  { augmentation }: Pick<Recipe, 'augmentation'>,
  { mean, std }: Normalization,
): Step {
  const scaled = normalize(mean, std)
  if (augmentation === undefined) return scaled
  return compose(elastic(augmentation.elastic), randomAffine(augmentation.affine), scaled)
}
