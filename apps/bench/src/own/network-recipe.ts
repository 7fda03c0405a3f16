import { createNetwork, GELU, Linear, type Module, type Recipe, Sequential } from '@handwritten/nn'
import type { Generator } from '@handwritten/tensor'

/** What decides a training step: a recipe's part of it, and which function stands between its layers. */
export interface NetworkRecipe
  extends Pick<Recipe, 'sizes' | 'batchSize' | 'learningRate' | 'optimizer'> {
  /** ReLU where it is not told. */
  readonly activation?: 'relu' | 'gelu'
}

/** The recipe's network; the same draws give the same weights with any activation. */
export function recipeNetwork(
  { sizes, activation = 'relu' }: Pick<NetworkRecipe, 'sizes' | 'activation'>,
  generator: Generator,
): Sequential {
  if (activation === 'relu') return createNetwork({ sizes }, generator)
  const layers = sizes
    .slice(1)
    .flatMap((size, place): Module[] => [
      new Linear(sizes[place]!, size, { generator }),
      new GELU(),
    ])
  return new Sequential(...layers.slice(0, -1))
}
