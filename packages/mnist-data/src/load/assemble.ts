import { permuteDims, type Tensor } from '@handwritten/tensor'
import type { FileRole } from '../catalog/dataset-spec'
import { ImageDataset } from '../dataset/image-dataset'
import { int32Vector, uint8Tensor } from '../dataset/typed-tensor'
import { DatasetError } from '../errors'
import { type IdxFile, parseIdx } from '../idx/parse-idx'

/** The two halves of a set. */
export interface DatasetSplits {
  readonly train: ImageDataset
  readonly test: ImageDataset
}

/** An uncompressed IDX file with the name that errors use for it. */
export interface RawFile {
  readonly label: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** How the numbers in a set's files are to be read; `DatasetSpec` says what each means. */
export interface Reading {
  readonly title: string
  readonly classes: readonly string[]
  readonly firstLabel?: number
  readonly transposed?: boolean
}

/** Parses the four files of a set and joins images with labels. */
export function assemble(
  reading: Reading,
  files: Readonly<Record<FileRole, RawFile>>,
): DatasetSplits {
  const half = (images: RawFile, labels: RawFile, name: string): ImageDataset =>
    new ImageDataset({
      images: imagesOf(images, reading),
      labels: labelsOf(labels, reading),
      classes: reading.classes,
      name: `${reading.title} ${name}`,
    })
  return {
    train: half(files.trainImages, files.trainLabels, 'train'),
    test: half(files.testImages, files.testLabels, 'test'),
  }
}

function imagesOf({ label, bytes }: RawFile, { transposed = false }: Reading): Tensor<'uint8'> {
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

/** Labels are [n], or [n, columns] of which the first column holds the class. */
function labelsOf({ label, bytes }: RawFile, { firstLabel = 0 }: Reading): Tensor<'int32'> {
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
