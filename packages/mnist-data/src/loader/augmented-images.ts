import type { Generator, Tensor } from '@handwritten/tensor'
import { uint8Tensor } from '../dataset/typed-tensor'
import type { Pipeline } from '../transform/pipeline'
import type { PartsOfBatch } from './parts-of-batch'
import { requireRow } from './rows'

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
    const { data } = this.augment(rows, generator)
    const images = this.images.data
    const size = data.length / rows.length
    rows.forEach((row, i) => {
      images.set(data.subarray(i * size, (i + 1) * size), row * size)
    })
  }

  /**
   * Redraws some parts of a batch. Part p draws from the (p + 1)-th range after the one in which the
   * generator is; the generator is left in the range of the last part, whichever parts are drawn.
   */
  redrawParts(rows: Int32Array, generator: Generator, parts: PartsOfBatch): void {
    let at = -1
    for (const { index, begin, end } of parts.own(rows.length)) {
      generator.jump(index - at)
      at = index
      if (end > begin) this.redraw(rows.subarray(begin, end), generator)
    }
    generator.jump(parts.count - 1 - at)
  }

  /** The augmented form of some of the originals, [rows, height, width]. */
  augment(rows: Int32Array, generator: Generator): Tensor<'uint8'> {
    const [, height, width] = this.#originals.shape
    const pixels = copyImages(this.#originals, rows)
    this.#pipeline.augment({ pixels, count: rows.length, height, width }, generator)
    return uint8Tensor(pixels, [rows.length, height, width])
  }
}

/** The images (uint8 [n, height, width]) at `rows`, behind each other. */
function copyImages(images: Tensor<'uint8'>, rows: Int32Array): Uint8Array {
  const { data, offset } = images
  const [count, height, width] = images.shape
  const [step, down, across] = images.strides
  const size = height * width
  const copy = new Uint8Array(rows.length * size)
  rows.forEach((row, i) => {
    requireRow(row, count)
    const start = offset + row * step
    if (across === 1 && down === width) {
      copy.set(data.subarray(start, start + size), i * size)
      return
    }
    for (let y = 0, to = i * size; y < height; y++) {
      let from = start + y * down
      for (let x = 0; x < width; x++, from += across) copy[to++] = data[from]
    }
  })
  return copy
}
