import { createNetwork, type Recipe, type Sequential } from '@handwritten/nn'
import type { Generator } from '@handwritten/tensor'

/** The part of a recipe that decides a training step. Peers support the activations relu and gelu. */
export type NetworkRecipe = Pick<
  Recipe,
  'sizes' | 'activation' | 'batchSize' | 'learningRate' | 'optimizer'
>

/** The recipe's network; the same draws give the same weights with any activation. */
export function recipeNetwork(
  { sizes, activation = 'relu' }: Pick<NetworkRecipe, 'sizes' | 'activation'>,
  generator: Generator,
): Sequential {
  return createNetwork({ sizes, activation }, generator)
}
