import {
  DataLoader,
  type DatasetSplits,
  ImageDataset,
  normalize,
  type PreparedDigit,
  prepareDigit,
  type RawImage,
} from '@handwritten/mnist-data'
import type { Module } from '@handwritten/nn'
import { fromTypedArray } from '@handwritten/tensor'
import { describeError, RunFailure } from '../failure'
import type { Normalization } from '../normalization'
import type { DrawnEvent, PreparedEvent } from './events'
import { predictOne } from './predictions'

/** What decides how a picture becomes an input of the network. */
interface PictureInput {
  readonly normalization: Normalization
  readonly data: DatasetSplits
}

/** A picture that is ready for the network. */
export class PreparedDrawing {
  readonly #id: number
  readonly #loader: DataLoader

  private constructor(id: number, { image }: PreparedDigit, { mean, std }: Normalization) {
    this.#id = id
    const labels = fromTypedArray(Int32Array.of(0))
    const images = new ImageDataset({
      images: image,
      labels,
      classes: ['unknown'],
      name: 'drawing',
    })
    this.#loader = new DataLoader(images, { batchSize: 1, transform: normalize(mean, std) })
  }

  /** Prepares a picture, and tells of it; where that cannot be done there is only the telling. */
  static async prepare(
    id: number,
    picture: RawImage | Uint8Array,
    { normalization, data }: PictureInput,
  ): Promise<{ readonly event: PreparedEvent; readonly drawing: PreparedDrawing | null }> {
    try {
      const digit = await prepareDigit(picture)
      checkSize(digit, data)
      const { steps, inverted } = digit
      const event: PreparedEvent = { type: 'prepared', id, steps, inverted, problem: null }
      return { event, drawing: new PreparedDrawing(id, digit, normalization) }
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

function checkSize({ image }: PreparedDigit, { test }: DatasetSplits): void {
  const [prepared, expected] = [image, test.images].map(({ shape }) => shape.slice(1).join(' x '))
  if (prepared !== expected)
    throw new RunFailure(
      'other-input',
      `this network takes images of ${expected}, but drawings are prepared as ${prepared}`,
    )
}
