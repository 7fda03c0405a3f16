import { fromTypedArray, take } from '@handwritten/tensor'
import { checkCall, datasetCheck, someNumber } from '../checks'
import type { ImageDataset } from '../dataset/image-dataset'
import { ValueError } from '../errors'

/** One image as bytes row by row, 0 black. */
export interface PixelImage {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** The image in one row of a set (a copy). */
export function imageAt(dataset: ImageDataset, row: number): PixelImage {
  checkCall('imageAt', arguments, { dataset: datasetCheck, row: someNumber })
  const { images, length, name } = dataset
  if (!Number.isInteger(row) || row < 0 || row >= length) {
    throw new ValueError(`imageAt: ${name} has the rows 0..${length - 1}, found ${row}`)
  }
  const [, height, width] = images.shape
  const pixels = take(images, fromTypedArray(Int32Array.of(row)), { axis: 0 }).toTypedArray()
  return { width, height, pixels }
}
