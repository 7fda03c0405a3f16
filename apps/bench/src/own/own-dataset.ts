import { existsSync } from 'node:fs'
import { type ImageDataset, loadDataset, loadMnist, subset } from '@handwritten/mnist-data'

/** The sets that a bench trains on. */
export type DatasetTitle = 'MNIST' | 'Fashion-MNIST'

/** Where Debian's package dataset-fashion-mnist puts the four files. */
const FASHION_FOLDER = '/usr/share/datasets/fashion-mnist'

/** Whether a set is there without a download. */
export function isInstalled(title: DatasetTitle): boolean {
  return title === 'MNIST' || existsSync(FASHION_FOLDER)
}

/** The first `rows` training images of a set. */
export async function firstImages(title: DatasetTitle, rows: number): Promise<ImageDataset> {
  const { train } =
    title === 'MNIST' ? await loadMnist() : await loadDataset('fashion', { dir: FASHION_FOLDER })
  return subset(
    train,
    Array.from({ length: Math.min(rows, train.length) }, (_, row) => row),
  )
}
