import type { DatasetSpec } from './dataset-spec'
import { digits } from './digits'
import { fileSpec } from './file-specs'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** Small letters that look like their capitals share the capital's class. */
const merged = [...digits, ...letters, ...'abdefghnqrt']

/** EMNIST (Cohen et al., 2017): digits and letters, published in one archive for all its splits. */
export const emnistBalanced: DatasetSpec = emnist('balanced', {
  train: 112_800,
  test: 18_800,
  classes: merged,
})

/** Every image of the source, in its own proportions of classes. */
export const emnistByClass: DatasetSpec = emnist('byclass', {
  train: 697_932,
  test: 116_323,
  classes: [...digits, ...letters, ...letters.map((letter) => letter.toLowerCase())],
})

/** The same images with the classes of `emnistBalanced`. */
export const emnistByMerge: DatasetSpec = emnist('bymerge', {
  train: 697_932,
  test: 116_323,
  classes: merged,
})

/** Digits in the numbers of MNIST. */
export const emnistMnist: DatasetSpec = emnist('mnist', {
  train: 60_000,
  test: 10_000,
  classes: digits,
})

export const emnistDigits: DatasetSpec = emnist('digits', {
  train: 240_000,
  test: 40_000,
  classes: digits,
})

export const emnistLetters: DatasetSpec = emnist('letters', {
  train: 124_800,
  test: 20_800,
  classes: letters,
  firstLabel: 1,
})

interface Split {
  train: number
  test: number
  classes: readonly string[]
  firstLabel?: number
}

function emnist(split: string, { train, test, ...rest }: Split): DatasetSpec {
  const file = (half: string, content: string): string => `emnist-${split}-${half}-${content}`
  return {
    name: `emnist-${split}`,
    title: `EMNIST ${split}`,
    ...rest,
    transposed: true,
    files: {
      trainImages: fileSpec(file('train', 'images-idx3-ubyte'), [train, 28, 28]),
      trainLabels: fileSpec(file('train', 'labels-idx1-ubyte'), [train]),
      testImages: fileSpec(file('test', 'images-idx3-ubyte'), [test, 28, 28]),
      testLabels: fileSpec(file('test', 'labels-idx1-ubyte'), [test]),
    },
    mirrors: [
      'https://biometrics.nist.gov/cs_links/EMNIST/',
      'https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/',
    ],
    archive: {
      name: 'gzip.zip',
      cacheFolder: 'emnist',
      folder: 'gzip/',
      digest: { algorithm: 'md5', value: '58c8d27c78d21e728a6bc7b3cc06412e' },
      bytes: 700 * 2 ** 20,
    },
  }
}
