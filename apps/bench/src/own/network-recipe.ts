import { createNetwork, type Recipe, type Sequential } from '@handwritten/nn'
import type { Generator } from '@handwritten/tensor'

/**
 * The part of a recipe that decides a training step. Peers support the activations relu and gelu, and of `layers`
 * Conv2d, ReLU, MaxPool2d, Flatten and Linear.
 */
export type NetworkRecipe = Pick<
  Recipe,
  'sizes' | 'activation' | 'layers' | 'image' | 'batchSize' | 'learningRate' | 'optimizer'
>

/** The part of it that decides the network. */
export type NetworkLayers = Pick<NetworkRecipe, 'sizes' | 'activation' | 'layers' | 'image'>

/** The recipe's network; the same draws give the same weights with any activation. */
export function recipeNetwork(
  { sizes, activation = 'relu', layers, image }: NetworkLayers,
  generator: Generator,
): Sequential {
  return createNetwork(
    { sizes, activation, ...(layers && { layers }), ...(image && { image }) },
    generator,
  )
}
