import { type OptimizerRecipe, recipes } from '@handwritten/nn'
import type { NetworkRecipe } from '../own/network-recipe.ts'
import type { DatasetTitle } from '../own/own-dataset.ts'

/** One training step that differs from the seed recipe's in what its name tells. */
export interface NetworkCase {
  readonly name: string
  readonly dataset: DatasetTitle
  readonly recipe: NetworkRecipe
}

const { sizes, batchSize, learningRate, optimizer } = recipes.seed
const SEED: NetworkRecipe = { sizes, batchSize, learningRate, optimizer }
const ADAM: OptimizerRecipe = { name: 'adam', betas: [0.9, 0.999] }

/** LeCun et al., "Gradient-based learning applied to document recognition" (1998), with ReLU and maxima. */
const LENET: NetworkRecipe['layers'] = [
  { type: 'Conv2d', outChannels: 6, kernelSize: 5, padding: 2 },
  { type: 'ReLU' },
  { type: 'MaxPool2d', kernelSize: 2 },
  { type: 'Conv2d', outChannels: 16, kernelSize: 5 },
  { type: 'ReLU' },
  { type: 'MaxPool2d', kernelSize: 2 },
  { type: 'Flatten' },
  { type: 'Linear', outFeatures: 120 },
  { type: 'ReLU' },
  { type: 'Linear', outFeatures: 84 },
  { type: 'ReLU' },
  { type: 'Linear', outFeatures: 10 },
]
/** Kernels of 3 x 3 alone, and more channels. */
const THREE_BY_THREE: NetworkRecipe['layers'] = [
  { type: 'Conv2d', outChannels: 16, kernelSize: 3, padding: 1 },
  { type: 'ReLU' },
  { type: 'MaxPool2d', kernelSize: 2 },
  { type: 'Conv2d', outChannels: 32, kernelSize: 3, padding: 1 },
  { type: 'ReLU' },
  { type: 'Conv2d', outChannels: 32, kernelSize: 3, padding: 1 },
  { type: 'ReLU' },
  { type: 'MaxPool2d', kernelSize: 2 },
  { type: 'Flatten' },
  { type: 'Linear', outFeatures: 10 },
]
const MOMENTUM: OptimizerRecipe = { name: 'sgd', momentum: 0.9, nesterov: false }
const PICTURES = { sizes: [784, 10], image: [28, 28], optimizer: MOMENTUM } as const

/** The seed recipe's own step on other data, and others on MNIST. */
export const NETWORK_CASES: readonly NetworkCase[] = [
  onMnist('as the seed recipe', {}),
  { name: 'on Fashion-MNIST', dataset: 'Fashion-MNIST', recipe: SEED },
  onMnist('one narrow layer', { sizes: [784, 64, 10] }),
  onMnist('two wide layers', { sizes: [784, 1024, 1024, 10] }),
  onMnist('six layers', { sizes: [784, ...Array<number>(6).fill(128), 10] }),
  onMnist('batch 100', { batchSize: 100 }),
  onMnist('GELU', { activation: 'gelu' }),
  onMnist('LeNet-5', { ...PICTURES, layers: LENET }),
  onMnist('3x3 convolutions', { ...PICTURES, layers: THREE_BY_THREE }),
  onMnist('Adam', { optimizer: ADAM, learningRate: 0.001 }),
]

function onMnist(name: string, change: Partial<NetworkRecipe>): NetworkCase {
  return { name, dataset: 'MNIST', recipe: { ...SEED, ...change } }
}
