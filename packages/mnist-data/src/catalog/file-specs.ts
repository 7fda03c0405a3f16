import type { FileRole, FileSpec } from './dataset-spec'

/** What is published of one file besides its name and shape. */
export type Digests = Pick<FileSpec, 'sha256' | 'gz'>

/** A file of `shape`: the IDX header is 4 bytes and 4 for each dimension. */
export function fileSpec(
  name: string,
  shape: readonly number[],
  digests: Digests = {},
  itemSize = 1,
): FileSpec {
  const size = shape.reduce((product, length) => product * length, itemSize)
  return { name, bytes: 4 + 4 * shape.length + size, ...digests }
}

/** The files of a set that takes MNIST's place: its names, counts and shapes. */
export function mnistFiles(
  digests: Readonly<Record<FileRole, Digests>>,
): Readonly<Record<FileRole, FileSpec>> {
  return {
    trainImages: fileSpec('train-images-idx3-ubyte', [60_000, 28, 28], digests.trainImages),
    trainLabels: fileSpec('train-labels-idx1-ubyte', [60_000], digests.trainLabels),
    testImages: fileSpec('t10k-images-idx3-ubyte', [10_000, 28, 28], digests.testImages),
    testLabels: fileSpec('t10k-labels-idx1-ubyte', [10_000], digests.testLabels),
  }
}

/** An MD5 published for a `.gz` file. */
export function gzMd5(value: string): Digests {
  return { gz: { algorithm: 'md5', value } }
}
