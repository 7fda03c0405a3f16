import { checkCall, datasetCheck } from '../checks'
import type { ImageDataset } from '../dataset/image-dataset'

/** What a set is made of. */
export interface DatasetStatistics {
  readonly images: number
  /** Mean of all pixels, as a fraction of 255; NaN without pixels. */
  readonly mean: number
  /** Standard deviation of all pixels, as a fraction of 255. */
  readonly std: number
  /** Images of each class, in the order of `classes`. */
  readonly classCounts: readonly number[]
}

/** Counts a set. Sums are exact: they are of whole numbers, one for each value of a byte. */
export function datasetStatistics(dataset: ImageDataset): DatasetStatistics {
  checkCall('datasetStatistics', arguments, { dataset: datasetCheck })
  const counts = new Float64Array(256)
  const bytes = dataset.images.toTypedArray()
  for (let i = 0; i < bytes.length; i++) counts[bytes[i]]++
  const pixels = dataset.images.size
  const sum = counts.reduce((total, count, value) => total + count * value, 0)
  const squares = counts.reduce((total, count, value) => total + count * value * value, 0)
  const classCounts = dataset.classes.map(() => 0)
  for (const label of dataset.labels.toTypedArray()) classCounts[label]++
  return {
    images: dataset.length,
    mean: sum / pixels / 255,
    std: Math.sqrt(squares / pixels - (sum / pixels) ** 2) / 255,
    classCounts,
  }
}
