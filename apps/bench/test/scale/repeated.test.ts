import { ImageDataset } from '@handwritten/mnist-data'
import { tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { repeated } from '../../src/scale/repeated.ts'

const two = new ImageDataset({
  images: tensor([1, 2, 3, 4], { shape: [2, 1, 2], dtype: 'uint8' }),
  labels: tensor([1, 0], { dtype: 'int32' }),
  classes: ['a', 'b'],
  name: 'two',
})

describe('repeated', () => {
  it.each([
    [1, [[[1, 2]]], [1]],
    [2, [[[1, 2]], [[3, 4]]], [1, 0]],
    [3, [[[1, 2]], [[3, 4]], [[1, 2]]], [1, 0, 1]],
  ])('gives %i images in turn, each with its label', (rows, images, labels) => {
    const dataset = repeated(two, rows)
    expect(dataset.images.toArray()).toEqual(images)
    expect(dataset.labels.toArray()).toEqual(labels)
  })
})
