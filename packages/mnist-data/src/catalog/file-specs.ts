import type { FileRole, FileSpec } from './dataset-spec'

/** Length of an IDX file of bytes: the header and the product of the dimensions. */
export function idxBytes(shape: readonly number[], itemSize = 1): number {
  return 4 + 4 * shape.length + itemSize * shape.reduce((product, length) => product * length, 1)
}

/** What is published of one file besides its name and shape. */
export type Digests = Pick<FileSpec, 'sha256' | 'gz'>

/** The four files of a set of 28 x 28 images that keeps MNIST's own file names behind a prefix. */
export function mnistLikeFiles({
  train,
  test,
  digests,
  names = mnistNames,
}: {
  train: number
  test: number
  digests: Readonly<Record<FileRole, Digests>>
  names?: Readonly<Record<FileRole, string>>
}): Readonly<Record<FileRole, FileSpec>> {
  const file = (role: FileRole, shape: readonly number[]): FileSpec => ({
    name: names[role],
    bytes: idxBytes(shape),
    ...digests[role],
  })
  return {
    trainImages: file('trainImages', [train, 28, 28]),
    trainLabels: file('trainLabels', [train]),
    testImages: file('testImages', [test, 28, 28]),
    testLabels: file('testLabels', [test]),
  }
}

const mnistNames: Readonly<Record<FileRole, string>> = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
}
