import type { DatasetName } from '@handwritten/mnist-data'

/** The data sets there are, as people write them. Written out here so that help needs no loading. */
export const datasetTitles: Readonly<Record<DatasetName, string>> = {
  mnist: 'MNIST',
  fashion: 'Fashion-MNIST',
  kmnist: 'KMNIST',
  qmnist: 'QMNIST',
  'emnist-balanced': 'EMNIST Balanced',
  'emnist-digits': 'EMNIST Digits',
  'emnist-letters': 'EMNIST Letters',
  'emnist-byclass': 'EMNIST ByClass',
  'emnist-bymerge': 'EMNIST ByMerge',
  'emnist-mnist': 'EMNIST MNIST',
}
