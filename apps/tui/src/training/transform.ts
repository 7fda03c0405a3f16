import { compose, elastic, normalize, randomAffine, type Step } from '@handwritten/mnist-data'
import type { Recipe } from '@handwritten/nn'

/** What becomes of a training image before the network sees it, the recipe's changes first. */
export function transformOf({ augmentation }: Pick<Recipe, 'augmentation'>): Step {
  if (augmentation === undefined) return normalize()
  return compose(elastic(augmentation.elastic), randomAffine(augmentation.affine), normalize())
}
