import { optional, string } from '@handwritten/checks'
import { slice } from '@handwritten/tensor'
import { checkCall, datasetCheck, numbersCheck } from '../checks'
import { ValueError } from '../errors'
import { ImageDataset } from './image-dataset'
import { int32Vector, uint8Tensor } from './typed-tensor'

const subsetArguments = {
  dataset: datasetCheck,
  rows: numbersCheck,
  name: /* @__PURE__ */ optional(string),
}

/**
 * The images and labels at `rows`, in that order, as a set of their own (a copy).
 * @throws ValueError for a row that is not in the set
 */
export function subset(
  dataset: ImageDataset,
  rows: ArrayLike<number>,
  name: string = dataset?.name,
): ImageDataset {
  checkCall('subset', arguments, subsetArguments)
  const { images, labels, classes, length } = dataset
  const [, height, width] = images.shape
  const size = height * width
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]
    if (!Number.isInteger(row) || row < 0 || row >= length) {
      throw new ValueError(`subset: rows must lie in 0..${length - 1}, found ${row}`)
    }
  }
  // A few images of many: what lies outside the rows named is not touched.
  const { first, end } = spanOf(rows)
  const pixels = slice(images, [[first, end]]).toTypedArray()
  const numbers = slice(labels, [[first, end]]).toTypedArray()
  const chosen = new Uint8Array(rows.length * size)
  const chosenLabels = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] - first
    chosen.set(pixels.subarray(row * size, (row + 1) * size), i * size)
    chosenLabels[i] = numbers[row]
  }
  return new ImageDataset({
    images: uint8Tensor(chosen, [rows.length, height, width]),
    labels: int32Vector(chosenLabels),
    classes,
    name,
  })
}

function spanOf(rows: ArrayLike<number>): { first: number; end: number } {
  if (rows.length === 0) return { first: 0, end: 0 }
  let [first, last] = [rows[0], rows[0]]
  for (let i = 1; i < rows.length; i++) {
    first = Math.min(first, rows[i])
    last = Math.max(last, rows[i])
  }
  return { first, end: last + 1 }
}
