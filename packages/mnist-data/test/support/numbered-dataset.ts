import { fromTypedArray, permuteDims } from '@handwritten/tensor'
import { ImageDataset } from '../../src/dataset/image-dataset'
import { int32Vector, uint8Tensor } from '../../src/dataset/typed-tensor'

/** `n` images of 2 x 3 whose first pixel is the row number; classes repeat 0, 1, 2. */
export function numberedDataset(n: number, labels?: readonly number[]): ImageDataset {
  const images = Uint8Array.from({ length: n * 6 }, (_, i) => (i % 6 === 0 ? i / 6 : i % 251))
  const numbers = labels ?? Array.from({ length: n }, (_, i) => i % 3)
  return new ImageDataset({
    images: uint8Tensor(images, [n, 2, 3]),
    labels: int32Vector(Int32Array.from(numbers)),
    classes: ['a', 'b', 'c'],
    name: 'numbered',
  })
}

/** The same set, its images and labels lying in memory in another order. */
export function strided(set: ImageDataset): ImageDataset {
  const { images, labels, classes, name } = set
  const turned = permuteDims(images, [2, 0, 1]).toTypedArray()
  const [n, height, width] = images.shape
  return new ImageDataset({
    images: permuteDims(fromTypedArray(turned, [width, n, height]), [1, 2, 0]),
    labels,
    classes,
    name,
  })
}
