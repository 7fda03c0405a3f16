import {
  compose,
  DataLoader,
  loadMnist,
  normalize,
  randomAffine,
  subset,
} from '@handwritten/mnist-data'
import { Generator } from '@handwritten/tensor'
import { expect, it } from 'vitest'
import {
  createTrainer,
  encodeCheckpoint,
  recipes,
  restoreCheckpoint,
  type Trainer,
} from '../src/index'

const recipe = { ...recipes.fast, sizes: [784, 8, 10], epochs: 2, batchSize: 16 }

const mnist = loadMnist()

/** A run on 40 images that are shuffled and moved about. */
async function makeTrainer(seed: number): Promise<Trainer> {
  const { test } = await mnist
  const images = subset(
    test,
    Int32Array.from({ length: 40 }, (_, i) => i * 7),
  )
  const transform = compose(randomAffine({ shift: 2 }), normalize())
  const { batchSize } = recipe
  return createTrainer(recipe, {
    train: new DataLoader(images, { batchSize, shuffle: true, seed, transform }),
    test: new DataLoader(images, { batchSize: 40 }),
    generator: new Generator(seed),
  })
}

async function lossesOf(trainer: Trainer, see: () => void = () => {}): Promise<number[]> {
  const losses: number[] = []
  for await (const event of trainer.fit()) {
    if (event.type === 'step') losses.push(event.loss)
    if (event.type === 'step') see()
  }
  return losses
}

it('a run on shuffled, augmented images goes on from any step as if nothing had happened', async () => {
  const checkpoints: Uint8Array[] = []
  const whole = await makeTrainer(1)
  const losses = await lossesOf(whole, () => checkpoints.push(encodeCheckpoint(whole)))
  expect(losses).toHaveLength(6)
  for (const [place, checkpoint] of checkpoints.entries()) {
    const other = await makeTrainer(2)
    restoreCheckpoint(other, checkpoint)
    expect(await lossesOf(other)).toEqual(losses.slice(place + 1))
  }
})
