import { tensor, zeros } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { ImageDataset } from '../src/dataset/image-dataset'
import { DatasetError } from '../src/errors'

const classes = ['cat', 'dog']
const images = zeros([3, 2, 2], { dtype: 'uint8' })
const labels = tensor([0, 1, 1], { dtype: 'int32' })

describe('ImageDataset', () => {
  it('knows its length, classes and name', () => {
    const set = new ImageDataset({ images, labels, classes, name: 'pets' })
    expect([set.length, set.name, set.classes]).toEqual([3, 'pets', classes])
  })

  it('refuses parts that do not fit', () => {
    const make = (fields: object): (() => ImageDataset) => {
      return () => new ImageDataset({ images, labels, classes, name: 'pets', ...fields })
    }
    expect(make({ images: zeros([3, 4], { dtype: 'uint8' }) })).toThrow(/found uint8 \[3, 4\]/)
    expect(make({ images: zeros([3, 2, 2]) })).toThrow(/found float32 \[3, 2, 2\]/)
    expect(make({ labels: zeros([3]) })).toThrow(/labels must be int32 \[n\], found float32/)
    expect(make({ labels: tensor([0, 1], { dtype: 'int32' }) })).toThrow(/2 labels for 3 images/)
    expect(make({ labels: tensor([0, 2, 1], { dtype: 'int32' }) })).toThrow(
      /0\.\.1, found 2 at row 1/,
    )
    expect(make({ labels: tensor([0, -1, 1], { dtype: 'int32' }) })).toThrow(DatasetError)
  })
})
