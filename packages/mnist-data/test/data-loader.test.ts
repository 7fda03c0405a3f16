import { fromTypedArray, Generator, type Tensor } from '@handwritten/tensor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ImageDataset } from '../src/dataset/image-dataset'
import { int32Vector, uint8Tensor } from '../src/dataset/typed-tensor'
import { ValueError } from '../src/errors'
import { DataLoader } from '../src/loader/data-loader'

/** `n` images of 2 x 3 whose first pixel is the row number; classes repeat 0, 1, 2. */
function numbered(n: number): ImageDataset {
  const images = Uint8Array.from({ length: n * 6 }, (_, i) => (i % 6 === 0 ? i / 6 : i % 251))
  const labels = Int32Array.from({ length: n }, (_, i) => i % 3)
  return new ImageDataset({
    images: uint8Tensor(images, [n, 2, 3]),
    labels: int32Vector(labels),
    classes: ['a', 'b', 'c'],
    name: 'numbered',
  })
}

const epoch = (loader: DataLoader): number[][] => Array.from(loader.rows(), (rows) => [...rows])

describe('DataLoader', () => {
  it('serves every row once an epoch, whatever the sizes', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        fc.boolean(),
        fc.nat(1000),
        (n, batchSize, shuffle, dropLast, seed) => {
          const loader = new DataLoader(numbered(n), { batchSize, shuffle, dropLast, seed })
          const batches = epoch(loader)
          expect(batches.length).toBe(loader.length)
          expect(batches.flat().length).toBe(loader.size)
          expect(loader.size).toBe(dropLast ? Math.floor(n / batchSize) * batchSize : n)
          expect(new Set(batches.flat()).size).toBe(loader.size)
          expect(batches.flat().every((row) => row >= 0 && row < n)).toBe(true)
          expect(batches.slice(0, -1).every((rows) => rows.length === batchSize)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('keeps file order unless it shuffles', () => {
    const loader = new DataLoader(numbered(5), { batchSize: 2 })
    expect(epoch(loader)).toEqual([[0, 1], [2, 3], [4]])
    expect(epoch(loader)).toEqual([[0, 1], [2, 3], [4]])
  })

  it('draws a new order each epoch, the same for the same seed', () => {
    const make = (seed: number) =>
      new DataLoader(numbered(50), { batchSize: 7, shuffle: true, seed })
    const one = make(3)
    const first = epoch(one)
    const second = epoch(one)
    expect(second).not.toEqual(first)
    const again = make(3)
    expect([epoch(again), epoch(again)]).toEqual([first, second])
    expect(epoch(make(4))).not.toEqual(first)
    const generator = new Generator(3)
    expect(epoch(new DataLoader(numbered(50), { batchSize: 7, shuffle: true, generator }))).toEqual(
      first,
    )
  })

  it('gives images and labels of the same rows, as bytes over 255, normalized and flattened', () => {
    const set = numbered(10)
    const pixels = set.images.toTypedArray()
    for (const dtype of ['float32', 'float64'] as const) {
      const loader = new DataLoader(set, { batchSize: 4, shuffle: true, seed: 9, dtype })
      const { inputs, labels } = loader.batch(fromTypedArray(Int32Array.of(7, 0, 7)))
      expect(inputs.dtype).toBe(dtype)
      expect(inputs.shape).toEqual([3, 6])
      expect(labels.dtype).toBe('int32')
      expect([...labels.toTypedArray()]).toEqual([1, 0, 1])
      const expected = [7, 0, 7].flatMap((row) =>
        Array.from(
          pixels.subarray(row * 6, row * 6 + 6),
          (pixel) => (pixel / 255 - 0.1307) / 0.3081,
        ),
      )
      const values = inputs.toTypedArray()
      const bound = dtype === 'float64' ? 1e-14 : 3e-7
      expected.forEach((value, i) => {
        expect(Math.abs(values[i] - value)).toBeLessThan(bound * Math.max(1, Math.abs(value)))
      })
    }
  })

  it('is an iterable of batches, in a plain loop and in one that awaits', async () => {
    const loader = new DataLoader(numbered(7), { batchSize: 3 })
    const shapes = (batches: { inputs: Tensor; labels: Tensor }[]) =>
      batches.map(({ inputs, labels }) => [inputs.shape, labels.shape])
    const expected = [
      [[3, 6], [3]],
      [[3, 6], [3]],
      [[1, 6], [1]],
    ]
    expect(shapes([...loader])).toEqual(expected)
    const awaited = []
    for await (const batch of loader) awaited.push(batch)
    expect(shapes(awaited)).toEqual(expected)
  })

  it('refuses a batch size that is not a whole number from 1 on', () => {
    for (const batchSize of [0, -1, 2.5, Number.NaN]) {
      expect(() => new DataLoader(numbered(3), { batchSize })).toThrow(ValueError)
    }
  })
})
