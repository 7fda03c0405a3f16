import {
  DataLoader,
  ImageDataset,
  type PreparedDigit,
  prepareDigit,
  type RawImage,
} from '@handwritten/mnist-data'
import type { Module } from '@handwritten/nn'
import { fromTypedArray } from '@handwritten/tensor'
import { describeError } from '../failure'
import type { DrawnEvent, PreparedEvent } from './events'
import { predictOne } from './predictions'

/** A picture that is ready for the network. */
export class PreparedDrawing {
  readonly #id: number
  readonly #loader: DataLoader

  private constructor(id: number, { image }: PreparedDigit) {
    this.#id = id
    const labels = fromTypedArray(Int32Array.of(0))
    const images = new ImageDataset({
      images: image,
      labels,
      classes: ['unknown'],
      name: 'drawing',
    })
    this.#loader = new DataLoader(images, { batchSize: 1 })
  }

  /** Prepares a picture, and tells of it; where that cannot be done there is only the telling. */
  static async prepare(
    id: number,
    picture: RawImage | Uint8Array,
  ): Promise<{ readonly event: PreparedEvent; readonly drawing: PreparedDrawing | null }> {
    try {
      const digit = await prepareDigit(picture)
      const { steps, inverted } = digit
      const event: PreparedEvent = { type: 'prepared', id, steps, inverted, problem: null }
      return { event, drawing: new PreparedDrawing(id, digit) }
    } catch (error) {
      const problem = describeError(error).message
      return {
        event: { type: 'prepared', id, steps: [], inverted: false, problem },
        drawing: null,
      }
    }
  }

  /** What the network takes it for, after `step` steps. */
  classify(model: Module, step: number): DrawnEvent {
    return { type: 'drawn', id: this.#id, step, values: predictOne(model, this.#loader, 0) }
  }
}
