import { ImageDataset } from '@handwritten/mnist-data'
import { recipes } from '@handwritten/nn'
import { fromTypedArray, Generator, setBackend, useThreads } from '@handwritten/tensor'
import { beforeAll, describe, expect, it } from 'vitest'
import { density, replayedSteps } from '../../src/step/replayed-steps.ts'

/** Images of 4x5 pixels, about a quarter of which are ink. */
function noise(count: number): ImageDataset {
  const generator = new Generator(3)
  const pixels = generator.integers([count, 4, 5], -192, 64).toTypedArray()
  return new ImageDataset({
    images: fromTypedArray(
      Uint8Array.from(pixels, (value) => Math.max(0, value)),
      [count, 4, 5],
    ),
    labels: generator.integers([count], 0, 10),
    classes: Array.from('0123456789'),
    name: 'noise',
  })
}

const dataset = noise(640)
const seed = { ...recipes.seed, sizes: [20, 12, 10], batchSize: 16 }
const take = (recipe: typeof seed | (typeof recipes)['fast'], threads: number) =>
  replayedSteps(dataset, recipe, { seed: 1, steps: 30, threads })

beforeAll(() => setBackend('wasm'))

describe('replayedSteps', () => {
  it('tells the phases of a step in their order, with the operations that products are left with', async () => {
    const { parts } = await take(seed, 1)
    const phases = parts.map(({ phase }) => phase).filter((phase) => phase !== 'waiting')
    expect(phases[0]).toBe('gather')
    expect(phases.indexOf('forward')).toBeLessThan(phases.indexOf('loss'))
    expect(phases.lastIndexOf('loss')).toBeLessThan(phases.indexOf('backward and update'))
    const first = parts.find(({ work }) => work === 'sparse product 16x20 by 20x12')!
    expect(first.phase).toBe('forward')
    expect(first.flops).toBeCloseTo(2 * 16 * 20 * 12 * density(dataset), 6)
    const back = parts.filter(({ work }) =>
      work.startsWith('sparse product 20x16 by 16x12, descent'),
    )
    expect(back[0]).toMatchObject({ phase: 'backward and update', flops: first.flops })
    const logits = parts.find(({ work }) => work === 'layer 16x12 by 12x10')
    expect(logits).toMatchObject({ phase: 'forward', flops: 2 * 16 * 12 * 10 })
  })

  it('tells an update that is no part of a product by itself', async () => {
    const adam = { name: 'adam', betas: [0.9, 0.999] } as const
    const { parts } = await take({ ...seed, optimizer: adam }, 1)
    const updates = parts.filter(({ phase }) => phase === 'update')
    expect(updates.map(({ work }) => work)).toEqual(Array(4).fill('Adam'))
    expect(parts.some(({ phase }) => phase === 'backward and update')).toBe(false)
  })

  it('reports the seconds of every thread that the machine can start', async () => {
    // A machine with one core starts one thread, which never waits for another.
    const { threads } = await useThreads({ threads: 2 })
    const { parts, seconds } = await take(seed, 2)
    expect(parts.every(({ threadSeconds }) => threadSeconds.length === threads)).toBe(true)
    const waits = parts.filter(({ phase }) => phase === 'waiting').length
    expect(waits > 1).toBe(threads > 1)
    expect(seconds).toBeGreaterThan(0)
  })
})

it('density is the share of ink', () => {
  const ink = dataset.images.toTypedArray().filter((pixel) => pixel > 0).length
  expect(density(dataset)).toBe(ink / (640 * 20))
})
