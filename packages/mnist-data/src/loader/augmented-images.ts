import { fromTypedArray, type Generator, type Tensor, take } from '@handwritten/tensor'
import { uint8Tensor } from '../dataset/typed-tensor'
import type { Pipeline } from '../transform/pipeline'

/**
 * A copy of a set's images in which each batch is replaced by its augmented form before it is
 * served. A row keeps its place, so rows drawn ahead of their use do not overwrite each other.
 */
export class AugmentedImages {
  readonly images: Tensor<'uint8'>
  readonly #originals: Tensor<'uint8'>
  readonly #pipeline: Pipeline

  constructor(originals: Tensor<'uint8'>, pipeline: Pipeline) {
    this.#originals = originals
    this.#pipeline = pipeline
    this.images = uint8Tensor(originals.toTypedArray(), originals.shape)
  }

  /** Writes the rows of `images` anew, from the originals. */
  redraw(rows: Int32Array, generator: Generator): void {
    const pixels = this.augment(rows, generator).toTypedArray()
    const size = pixels.length / rows.length
    rows.forEach((row, i) => {
      this.images.data.set(pixels.subarray(i * size, (i + 1) * size), row * size)
    })
  }

  /** The augmented form of some of the originals, [rows, height, width]. */
  augment(rows: Int32Array, generator: Generator): Tensor<'uint8'> {
    const [, height, width] = this.#originals.shape
    const pixels = take(this.#originals, fromTypedArray(rows), { axis: 0 }).toTypedArray()
    this.#pipeline.augment({ pixels, count: rows.length, height, width }, generator)
    return uint8Tensor(pixels, [rows.length, height, width])
  }
}
