import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { concat, fromTypedArray, Generator, type Tensor, useThreads } from '@handwritten/tensor'
import { decode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { elastic } from '../src/augment/elastic'
import { noise } from '../src/augment/noise'
import { randomAffine } from '../src/augment/random-affine'
import { subset } from '../src/dataset/subset'
import { loadMnist } from '../src/load/load-dataset'
import { DataLoader } from '../src/loader/data-loader'
import { sheetPng } from '../src/look/sheet'
import { compose } from '../src/transform/pipeline'

const columns = 12
const affine = { rotate: 10, shift: 2, scale: [0.9, 1.1], shear: 10 } as const
const pipeline = compose(elastic(), randomAffine(affine))

/** One of each digit. */
let digits: Tensor<'uint8'>
beforeAll(async () => {
  const { train } = await loadMnist()
  const labels = train.labels.toTypedArray()
  const rows = Array.from({ length: 10 }, (_, digit) => labels.indexOf(digit))
  digits = subset(train, rows).images
})

/** Sum of the pixels of an image, and the middle of its mass. */
function mass(pixels: ArrayLike<number>, image: number): readonly [number, number, number] {
  let [sum, x, y] = [0, 0, 0]
  for (let i = 0; i < 784; i++) {
    const pixel = pixels[image * 784 + i]
    sum += pixel
    x += pixel * (i % 28)
    y += pixel * Math.floor(i / 28)
  }
  return [sum, x / sum, y / sum]
}

it('a sheet of a digit and its augmented forms in each line looks right; reports/augmented.png shows it', async () => {
  const generator = new Generator(1)
  const forms = Array.from({ length: columns - 1 }, () => pipeline.apply(digits, generator))
  const lines = Array.from({ length: 10 }, (_, digit) =>
    [digits, ...forms].map((set) => set.toTypedArray().slice(digit * 784, (digit + 1) * 784)),
  )
  const cells = lines.flat().map((pixels) => fromTypedArray(pixels as Uint8Array, [1, 28, 28]))
  const png = await sheetPng(concat(cells) as Tensor<'uint8'>, { columns, scale: 3 })
  const folder = fileURLToPath(new URL('../reports/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}augmented.png`, png)
  const { width, height } = decode(png)
  expect([width, height]).toEqual([columns * 85 + 1, 10 * 85 + 1])

  for (const [original, ...others] of lines) {
    const [sum, x, y] = mass(original, 0)
    expect(new Set(others.map(String)).size).toBe(columns - 1)
    for (const form of others) {
      const [newSum, newX, newY] = mass(form, 0)
      // Area changes by the square of the scale and by what the elastic field stretches.
      expect(newSum / sum).toBeGreaterThan(0.5)
      expect(newSum / sum).toBeLessThan(2)
      // Shifts of 2 pixels, and those of the elastic field, of 1.4 in deviation.
      expect(Math.hypot(newX - x, newY - y)).toBeLessThan(6)
      // Still strokes on a dark ground.
      expect(form.filter((pixel) => pixel > 0).length).toBeLessThan(784 / 2)
    }
  }
})

describe('batches of augmented images', () => {
  afterAll(async () => {
    await useThreads({ threads: 1 })
  })

  it('have the same bits on one thread as on two', async () => {
    const { train } = await loadMnist()
    const some = subset(
      train,
      Int32Array.from({ length: 300 }, (_, row) => row),
    )
    const transform = compose(elastic(), randomAffine(affine), noise({ std: 5 }))
    const batches = () => {
      const loader = new DataLoader(some, { batchSize: 64, shuffle: true, seed: 2, transform })
      return Array.from(loader, ({ inputs }) => inputs.toTypedArray())
    }
    await useThreads({ threads: 1 })
    const alone = batches()
    await useThreads({ threads: 2 })
    expect(batches()).toEqual(alone)
  })
})
