import { CrossEntropyLoss, createNetwork, createOptimizer, recipes } from '@handwritten/nn'
import { fromTypedArray, Generator, gatherRows, type Tensor } from '@handwritten/tensor'
import type { ScalePoint } from './scale-points.ts'

/** A step of the point's size on made-up images: gather, forward, loss, backward, update. */
export function scaleStep({ batchSize, sizes, rows }: ScalePoint, images: Tensor): () => void {
  const generator = new Generator(1)
  const labels = generator.integers([batchSize], 0, sizes.at(-1)!)
  const model = createNetwork({ sizes }, generator)
  const optimizer = createOptimizer(recipes.seed, model)
  const criterion = new CrossEntropyLoss()
  return () => {
    const picked = generator.integers([batchSize], 0, rows)
    const inputs = gatherRows(images, picked, { scale: 1 / 128, shift: -1 })
    const { loss } = criterion.measure(model.call(inputs), labels)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
  }
}

/** Made-up images, uint8 [rows, pixels]. */
export function noiseImages(rows: number, pixels: number): Tensor {
  return fromTypedArray(noise(rows * pixels), [rows, pixels])
}

/** Bytes without a pattern that a processor could learn: x = 1664525 x + 1013904223 (Numerical Recipes). */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let i = 0, x = 1; i < length; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    bytes[i] = x >>> 24
  }
  return bytes
}
