import {
  datasetStatistics,
  type ImageDataset,
  MNIST_MEAN,
  MNIST_STD,
} from '@handwritten/mnist-data'
import type { RunSettings } from '../settings/run-settings'

/** Pixels become (pixel / 255 - mean) / std. */
export interface Normalization {
  readonly mean: number
  readonly std: number
}

export const mnistNormalization: Normalization = { mean: MNIST_MEAN, std: MNIST_STD }

/**
 * The normalization of a run: MNIST's constants for MNIST or by request, otherwise mean and standard
 * deviation of all pixels of the training images.
 */
export function normalizationOf(
  { normalize, dataset }: Pick<RunSettings, 'normalize' | 'dataset'>,
  train: ImageDataset,
): Normalization {
  if (normalize === 'none') return { mean: 0, std: 1 }
  if (normalize === 'mnist' || dataset === 'mnist') return mnistNormalization
  const { mean, std } = datasetStatistics(train)
  // Images that are all alike have no deviation to divide by.
  return { mean, std: std > 0 ? std : 1 }
}
