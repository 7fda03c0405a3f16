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

/** The seed recipe's own step on other data, and others on MNIST. */
export const NETWORK_CASES: readonly NetworkCase[] = [
  onMnist('as the seed recipe', {}),
  { name: 'on Fashion-MNIST', dataset: 'Fashion-MNIST', recipe: SEED },
  onMnist('one narrow layer', { sizes: [784, 64, 10] }),
  onMnist('two wide layers', { sizes: [784, 1024, 1024, 10] }),
  onMnist('six layers', { sizes: [784, ...Array<number>(6).fill(128), 10] }),
  onMnist('batch 100', { batchSize: 100 }),
  onMnist('GELU', { activation: 'gelu' }),
  onMnist('Adam', { optimizer: ADAM, learningRate: 0.001 }),
]

function onMnist(name: string, change: Partial<NetworkRecipe>): NetworkCase {
  return { name, dataset: 'MNIST', recipe: { ...SEED, ...change } }
}
