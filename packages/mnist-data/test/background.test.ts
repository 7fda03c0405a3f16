import { fromTypedArray, Generator, linear, SparseRows, type Tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { compose, DataLoader, ImageDataset, noise, normalize } from '../src'
import { commonByte } from '../src/loader/background'

/** 40 images of 3 x 4 pixels, of which every `period`-th is not 9. */
function images(period: number): Tensor<'uint8'> {
  const bytes = Uint8Array.from({ length: 40 * 12 }, (_, i) => (i % period === 0 ? i % 200 : 9))
  return fromTypedArray(bytes, [40, 3, 4]) as Tensor<'uint8'>
}

describe('commonByte', () => {
  it('is the byte of most pixels, where most is enough', () => {
    expect(commonByte(images(5))).toBe(9)
    expect(commonByte(images(2))).toBeNull()
    expect(commonByte(fromTypedArray(new Uint8Array(0), [0, 3, 4]) as Tensor<'uint8'>)).toBeNull()
  })
})

describe('a loader of images that are mostly background', () => {
  const labels = fromTypedArray(new Int32Array(40)) as Tensor<'int32'>
  const dataset = new ImageDataset({ images: images(5), labels, classes: ['a'], name: 'made' })
  const rows = fromTypedArray(Int32Array.of(3, 39, 0))

  it('serves sparse rows, with the numbers of the dense ones', () => {
    const sparse = new DataLoader(dataset, { batchSize: 3 }).batch(rows).inputs
    const dense = new DataLoader(dataset, { batchSize: 3, sparse: false }).batch(rows).inputs
    expect(sparse).toBeInstanceOf(SparseRows)
    expect(dense).not.toBeInstanceOf(SparseRows)
    expect(sparse.toTypedArray()).toEqual(dense.toTypedArray())
    const weight = new Generator(1).normal([5, 12])
    const [a, b] = [linear(sparse, weight), linear(dense, weight)].map((y) => y.toTypedArray())
    b.forEach((value, i) => {
      expect(Math.abs(a[i] - value)).toBeLessThan(1e-5)
    })
  })

  it('serves dense rows in float64', () => {
    const loader = new DataLoader(dataset, { batchSize: 3, dtype: 'float64' })
    expect(loader.batch(rows).inputs).not.toBeInstanceOf(SparseRows)
  })

  it('serves dense rows where noise leaves no background', () => {
    const loader = (std: number) =>
      new DataLoader(dataset, { batchSize: 3, transform: compose(noise({ std }), normalize()) })
    expect(loader(0).batch(rows).inputs).toBeInstanceOf(SparseRows)
    expect(loader(50).batch(rows).inputs).not.toBeInstanceOf(SparseRows)
  })
})
