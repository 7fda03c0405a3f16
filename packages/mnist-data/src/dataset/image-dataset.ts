import { type Check, listOf, options, string } from '@handwritten/checks'
import type { Tensor } from '@handwritten/tensor'
import { checkCall, tensorCheck } from '../checks'
import { DatasetError } from '../errors'

/** What an `ImageDataset` is made of. */
export interface ImageDatasetFields {
  /** Pixels [n, height, width], 0 the background. */
  images: Tensor<'uint8'>
  /** Class numbers [n], from 0. */
  labels: Tensor<'int32'>
  /** Class names in the order of their numbers. */
  classes: readonly string[]
  /** What people call the set, such as `MNIST train`. */
  name: string
}

const datasetArguments = {
  fields: /* @__PURE__ */ options<ImageDatasetFields>(
    {
      images: tensorCheck as Check<Tensor<'uint8'>>,
      labels: tensorCheck as Check<Tensor<'int32'>>,
      classes: listOf(string),
      name: string,
    },
    'images',
    'labels',
    'classes',
    'name',
  ),
}

/** Images of one size, each with the number of its class. */
export class ImageDataset {
  readonly images: Tensor<'uint8'>
  readonly labels: Tensor<'int32'>
  readonly classes: readonly string[]
  readonly name: string

  /** @throws DatasetError when the parts do not fit each other */
  constructor(fields: ImageDatasetFields) {
    checkCall('ImageDataset', arguments, datasetArguments)
    const { images, labels, classes, name } = fields
    if (images.dtype !== 'uint8' || images.ndim !== 3) {
      throw new DatasetError(
        `${name}: images must be uint8 [n, height, width], found ${images.dtype} [${images.shape.join(', ')}]`,
      )
    }
    if (labels.dtype !== 'int32' || labels.ndim !== 1) {
      throw new DatasetError(
        `${name}: labels must be int32 [n], found ${labels.dtype} [${labels.shape.join(', ')}]`,
      )
    }
    if (images.shape[0] !== labels.shape[0]) {
      throw new DatasetError(
        `${name}: as many labels as images are needed, found ${labels.shape[0]} labels for ${images.shape[0]} images`,
      )
    }
    checkClasses(labels, classes, name)
    this.images = images
    this.labels = labels
    this.classes = classes
    this.name = name
  }

  /** Number of images. */
  get length(): number {
    return this.images.shape[0]
  }
}

function checkClasses(labels: Tensor<'int32'>, classes: readonly string[], name: string): void {
  const numbers = labels.toTypedArray()
  const row = numbers.findIndex((number) => number < 0 || number >= classes.length)
  if (row === -1) return
  throw new DatasetError(
    `${name}: labels must lie in 0..${classes.length - 1}, found ${numbers[row]} at row ${row}`,
  )
}
