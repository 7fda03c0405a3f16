import { ImageDataset } from '@handwritten/mnist-data'
import { fromTypedArray } from '@handwritten/tensor'

/** A data set of `rows` images: those of another in turn, as often as it takes. */
export function repeated(dataset: ImageDataset, rows: number): ImageDataset {
  const { images, labels, classes, name } = dataset
  const [, height, width] = images.shape as [number, number, number]
  const pixels = new Uint8Array(rows * height * width)
  fill(pixels, images.toTypedArray())
  const numbers = new Int32Array(rows)
  fill(numbers, labels.toTypedArray())
  return new ImageDataset({
    images: fromTypedArray(pixels, [rows, height, width]),
    labels: fromTypedArray(numbers),
    classes,
    name: `${name}, ${rows} images`,
  })
}

function fill<Data extends Uint8Array | Int32Array>(target: Data, source: Data): void {
  for (let start = 0; start < target.length; start += source.length)
    target.set(source.subarray(0, target.length - start), start)
}
