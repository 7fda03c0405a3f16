import { fromTypedArray, type Tensor } from '@handwritten/tensor'
import type { DatasetSpec, FileRole } from '../catalog/dataset-spec'
import { ImageDataset } from '../dataset/image-dataset'
import { DatasetError } from '../errors'
import { type IdxFile, parseIdx } from '../idx/parse-idx'

/** The two halves of a set. */
export interface DatasetSplits {
  readonly train: ImageDataset
  readonly test: ImageDataset
}

/** Uncompressed IDX files with the names that errors use for them. */
export type RawFiles = Readonly<Record<FileRole, { label: string; bytes: Uint8Array }>>

/** Parses the four files of a set and joins images with labels. */
export function assemble(spec: DatasetSpec, files: RawFiles): DatasetSplits {
  const half = (images: FileRole, labels: FileRole, name: string): ImageDataset =>
    new ImageDataset({
      images: imagesOf(files[images]),
      labels: labelsOf(files[labels]),
      classes: spec.classes,
      name: `${spec.title} ${name}`,
    })
  return {
    train: half('trainImages', 'trainLabels', 'train'),
    test: half('testImages', 'testLabels', 'test'),
  }
}

function imagesOf({ label, bytes }: RawFiles[FileRole]): Tensor<'uint8'> {
  const file = parseIdx(bytes, label)
  if (!(file.data instanceof Uint8Array) || file.shape.length !== 3) {
    throw new DatasetError(`${label}: images must be uint8 [n, height, width], found ${describe(file)}`)
  }
  return fromTypedArray(file.data, file.shape) as Tensor<'uint8'>
}

function labelsOf({ label, bytes }: RawFiles[FileRole]): Tensor<'int32'> {
  const file = parseIdx(bytes, label)
  if (file.shape.length !== 1) {
    throw new DatasetError(`${label}: labels must be [n], found ${describe(file)}`)
  }
  return fromTypedArray(Int32Array.from(file.data)) as Tensor<'int32'>
}

function describe({ dtype, shape }: IdxFile): string {
  return `${dtype} [${shape.join(', ')}]`
}
