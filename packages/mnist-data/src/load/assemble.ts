import { permuteDims, type Tensor } from '@handwritten/tensor'
import { ImageDataset } from '../dataset/image-dataset'
import { int32Vector, uint8Tensor } from '../dataset/typed-tensor'
import { DatasetError } from '../errors'
import { type IdxFile, parseIdx } from '../idx/parse-idx'
import type { FileSet, FoundFile } from '../source/found-file'

/** The two halves of a set. */
export interface DatasetSplits {
  readonly train: ImageDataset
  readonly test: ImageDataset
}

/** How the numbers in a set's files are to be read; `DatasetSpec` says what each means. */
export interface Reading {
  readonly title: string
  readonly classes: readonly string[]
  readonly firstLabel?: number
  readonly transposed?: boolean
}

/** Parses the four uncompressed files of a set and joins images with labels. */
export function assemble(reading: Reading, files: FileSet): DatasetSplits {
  const half = (images: FoundFile, labels: FoundFile, name: string): ImageDataset =>
    new ImageDataset({
      images: imagesOf(images, reading),
      labels: labelsOf(labels, reading.firstLabel),
      classes: reading.classes,
      name: `${reading.title} ${name}`,
    })
  return {
    train: half(files.trainImages, files.trainLabels, 'train'),
    test: half(files.testImages, files.testLabels, 'test'),
  }
}

function imagesOf({ label, bytes }: FoundFile, { transposed = false }: Reading): Tensor<'uint8'> {
  const file = parseIdx(bytes, label)
  if (!(file.data instanceof Uint8Array) || file.shape.length !== 3) {
    throw new DatasetError(
      `${label}: images must be uint8 [n, height, width], found ${describe(file)}`,
    )
  }
  const images = uint8Tensor(file.data, file.shape)
  if (!transposed) return images
  const upright = permuteDims(images, [0, 2, 1])
  return uint8Tensor(upright.toTypedArray(), upright.shape)
}

/** The class numbers of a file, whose labels are [n], or [n, columns] of which the first column holds the class. */
export function labelsOf({ label, bytes }: FoundFile, firstLabel = 0): Tensor<'int32'> {
  const { dtype, shape, data } = parseIdx(bytes, label)
  const [length, columns = 1] = shape
  if (dtype.startsWith('float') || shape.length > 2 || columns === 0) {
    throw new DatasetError(
      `${label}: labels must be whole numbers [n] or [n, columns], found ${describe({ dtype, shape, data })}`,
    )
  }
  return int32Vector(Int32Array.from({ length }, (_, row) => data[row * columns] - firstLabel))
}

function describe({ dtype, shape }: IdxFile): string {
  return `${dtype} [${shape.join(', ')}]`
}
