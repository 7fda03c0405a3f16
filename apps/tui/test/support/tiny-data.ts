import { type DatasetSplits, ImageDataset } from '@handwritten/mnist-data'
import { fromTypedArray } from '@handwritten/tensor'

/** Images of ten classes that are told apart by which row of pixels is lit. */
export function tinyData(trainImages: number, testImages: number): DatasetSplits {
  return { train: imagesOf('tiny train', trainImages), test: imagesOf('tiny test', testImages) }
}

function imagesOf(name: string, count: number): ImageDataset {
  const pixels = new Uint8Array(count * 784)
  const labels = Int32Array.from({ length: count }, (_, image) => image % 10)
  for (const [image, label] of labels.entries())
    for (let column = 0; column < 28; column++)
      pixels[image * 784 + (2 * label + 4) * 28 + column] = 255
  return new ImageDataset({
    images: fromTypedArray(pixels, [count, 28, 28]),
    labels: fromTypedArray(labels),
    classes: Array.from('0123456789'),
    name,
  })
}
