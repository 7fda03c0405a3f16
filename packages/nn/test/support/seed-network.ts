import { DataLoader, type ImageDataset, loadMnist } from '@handwritten/mnist-data'
import { type FloatDType, tensor } from '@handwritten/tensor'
import { Linear, ReLU, Sequential } from '../../src/index'
import { readFixture } from './golden'

export interface Summary {
  sum: number
  l2: number
  at: number[]
  values: number[]
}

/** Parameters by the file's names: `w1`, `b1`, ... */
type Summaries = Record<string, Summary>

interface SeedNetwork {
  prng_seed: number
  batch: number
  lr: number
  initial: Summaries
  steps: { loss: number; correct: number }[]
  first_logits: number[][]
  first_gradients: Summaries
  after_steps: Summaries
  epochs: {
    train_loss: number
    train_accuracy: number
    test_loss: number
    test_accuracy: number
  }[]
}

export const golden = readFixture<SeedNetwork>('seed-network.json')

/** The generator that the file names: numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let s = seed | 0
  return () => {
    s = (s + 0x6d2b79f5) | 0
    let t = Math.imul(s ^ (s >>> 15), s | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The network with the file's first parameters: uniform, within sqrt(6 / fanIn) and 0.01. */
export function makeSeedNetwork(dtype: FloatDType) {
  const model = new Sequential(
    new Linear(784, 256, { dtype }),
    new ReLU(),
    new Linear(256, 64, { dtype }),
    new ReLU(),
    new Linear(64, 10, { dtype }),
  )
  const next = mulberry32(golden.prng_seed)
  const state = model.namedParameters().map(([name, { shape, size }]) => {
    const limit = shape.length === 2 ? Math.sqrt(6 / shape[1]) : 0.01
    const values = Float64Array.from({ length: size }, () => (2 * next() - 1) * limit)
    return [name, tensor(values, { shape })]
  })
  model.loadStateDict(Object.fromEntries(state))
  return model
}

/** `0.weight`, `2.bias`, ... to the file's `w1`, `b2`, ... */
export function nameInFile(name: string): string {
  const [layer, kind] = name.split('.')
  return `${kind[0]}${1 + Number(layer) / 2}`
}

const mnist: Promise<{ train: ImageDataset; test: ImageDataset }> = loadMnist()

/** MNIST in file order. */
export async function makeLoaders(dtype: FloatDType) {
  const { train, test } = await mnist
  return {
    train: new DataLoader(train, { batchSize: golden.batch, dtype }),
    test: new DataLoader(test, { batchSize: 1000, dtype }),
  }
}
