import { describe } from '@handwritten/checks'
import { createNetwork, type NetworkRecipe, type Sequential, type StateDict } from '@handwritten/nn'
import { Generator } from '@handwritten/tensor'
import { readRunFile } from '../saved/read-run-file'
import { decodeSaved, type SavedRun, savedRunOf, weightsIn } from '../saved/saved-run'
import { describeError, RunFailure } from '../training/failure'
import { mnistNormalization, type Normalization } from '../training/normalization'

/** A trained network and the run that it comes from. */
export interface SavedModel {
  readonly file: string
  /** In evaluation mode. */
  readonly model: Sequential
  /** Null for a file of weights alone. */
  readonly run: SavedRun | null
  /** Features of the input, of each hidden layer, and of the output. */
  readonly sizes: readonly number[]
  /** Names of the classes in the order of the outputs. */
  readonly classes: readonly string[]
  /** Height and width of the images; null if they are not known. */
  readonly image: readonly [height: number, width: number] | null
  readonly normalization: Normalization
  /** The metadata of the file. */
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * The network in the folder of a saved run, in its checkpoint, or in a safetensors file of linear
 * layers with ReLU between them, under the names that PyTorch gives them in a `Sequential`.
 * @throws RunFailure that names the file if it contains no such network
 */
export function loadModel(path: string): SavedModel {
  const { file, bytes } = readRunFile(path)
  const { tensors, metadata } = decodeSaved(file, bytes)
  const run = savedRunOf(metadata)
  const weights = weightsIn(tensors)
  const sizes = run?.recipe.sizes ?? linearSizes(file, weights)
  try {
    const recipe: NetworkRecipe = run?.recipe ?? { sizes }
    const model = createNetwork(recipe, new Generator(0), weights)
    model.loadStateDict(weights)
    model.eval()
    const classes = run?.classes ?? Array.from({ length: sizes.at(-1)! }, (_, place) => `${place}`)
    const image = run?.recipe.image ?? (sizes[0] === 784 ? ([28, 28] as const) : null)
    const normalization = run?.normalization ?? mnistNormalization
    return { file, model, run, sizes, classes, image, normalization, metadata }
  } catch (error) {
    throw new RunFailure(
      'damaged',
      `${file}: the weights do not fit the network of its settings (${describeError(error).message})`,
    )
  }
}

function linearSizes(file: string, weights: StateDict): number[] {
  const shapes: (readonly number[])[] = []
  for (let place = 0; weights[`${place}.weight`] !== undefined; place += 2)
    shapes.push(weights[`${place}.weight`]!.shape)
  const isChain = shapes.every(
    (shape, index) => shape.length === 2 && (index === 0 || shape[1] === shapes[index - 1]![0]),
  )
  if (shapes.length > 0 && isChain && Object.keys(weights).length === 2 * shapes.length)
    return [shapes[0]![1]!, ...shapes.map(([outputs]) => outputs!)]
  const found = Object.keys(weights).slice(0, 6).map(describe).join(', ') || 'nothing'
  throw new RunFailure(
    'damaged',
    `${file}: expected linear layers 0.weight [out, in], 0.bias [out], 2.weight, ... with ReLU between them, found ${found}`,
  )
}
