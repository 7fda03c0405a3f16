import { createHash } from 'node:crypto'
import { createTrainer, recipes } from '@handwritten/nn'
import {
  fromTypedArray,
  Generator,
  gatherRows,
  type Tensor,
  take,
  useThreads,
} from '@handwritten/tensor'

/*
 * A program of its own: trains by each optimizer that a recipe has, on made-up pixels, and prints a digest
 * of all that was learned. Two engines that print the same compute the same there, bit for bit. With the
 * argument `wide` its kernels have the shape for 256-bit vectors.
 */
const samples = 256
const pixels = 784
const batchSize = 64

/** Mostly background, as digits are. */
function makeImages(generator: Generator): Tensor {
  const bytes = generator.integers([samples * pixels], 0, 256).toArray() as number[]
  const shown = generator.bernoulli([samples * pixels], 0.2).toArray() as boolean[]
  const data = new Uint8Array(bytes.map((byte, i) => (shown[i] ? byte : 0)))
  return fromTypedArray(data, [samples, pixels])
}

await useThreads({ threads: 1, wide: process.argv[2] === 'wide' })
const generator = new Generator(1)
const images = makeImages(generator)
const labels = generator.integers([samples], 0, 10)
const hash = createHash('sha256')

for (const recipe of [recipes.seed, recipes.fast, recipes.augmented])
  for (const background of [0, null]) {
    const loader = {
      size: samples,
      length: samples / batchSize,
      *rows() {
        for (let from = 0; from < samples; from += batchSize)
          yield Int32Array.from({ length: batchSize }, (_, i) => from + i)
      },
      batch: (rows: Tensor) => ({
        inputs: gatherRows(images, rows, { scale: 1 / 79, shift: -0.42, background }),
        labels: take(labels, rows),
      }),
    }
    const trainer = createTrainer(
      { ...recipe, epochs: 3 },
      { generator: new Generator(2), train: loader, test: loader },
    )
    for await (const event of trainer.fit())
      if (event.type === 'step') hash.update(`${event.loss} ${event.correct} `)
    for (const { data } of trainer.options.model.parameters())
      hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
console.log(hash.digest('hex'))
