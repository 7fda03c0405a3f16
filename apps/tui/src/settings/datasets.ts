import type { DatasetName } from '@handwritten/mnist-data'

/** Titles of the published data sets, repeated here so that --help does not load the data package. */
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

/** Whether a data set is a published one. Other names are paths. */
export function isPublished(dataset: string): dataset is DatasetName {
  return Object.hasOwn(datasetTitles, dataset)
}

/** The title of a published data set, or the path of other data. */
export function datasetTitle(dataset: string): string {
  return isPublished(dataset) ? datasetTitles[dataset] : dataset
}
