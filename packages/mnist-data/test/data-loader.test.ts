import {
  add,
  capture,
  fromTypedArray,
  Generator,
  multiply,
  sum,
  type Tensor,
} from '@handwritten/tensor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noise } from '../src/augment/noise'
import { ValueError } from '../src/errors'
import { DataLoader, type DataLoaderOptions } from '../src/loader/data-loader'
import { randomSampler } from '../src/loader/random-sampler'
import { normalize } from '../src/transform/normalize'
import { oneHot } from '../src/transform/one-hot'
import { compose } from '../src/transform/pipeline'
import { toFloat } from '../src/transform/to-float'
import { numberedDataset, strided } from './support/numbered-dataset'

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
          const loader = new DataLoader(numberedDataset(n), { batchSize, shuffle, dropLast, seed })
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
    const loader = new DataLoader(numberedDataset(5), { batchSize: 2 })
    expect(epoch(loader)).toEqual([[0, 1], [2, 3], [4]])
    expect(epoch(loader)).toEqual([[0, 1], [2, 3], [4]])
  })

  it('draws a new order each epoch, the same for the same seed', () => {
    const make = (seed: number) =>
      new DataLoader(numberedDataset(50), { batchSize: 7, shuffle: true, seed })
    const one = make(3)
    const first = epoch(one)
    const second = epoch(one)
    expect(second).not.toEqual(first)
    const again = make(3)
    expect([epoch(again), epoch(again)]).toEqual([first, second])
    expect(epoch(make(4))).not.toEqual(first)
    const generator = new Generator(3)
    expect(
      epoch(new DataLoader(numberedDataset(50), { batchSize: 7, shuffle: true, generator })),
    ).toEqual(first)
  })

  it('gives images and labels of the same rows, as bytes over 255, normalized and flattened', () => {
    const set = numberedDataset(10)
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
    const loader = new DataLoader(numberedDataset(7), { batchSize: 3 })
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
      expect(() => new DataLoader(numberedDataset(3), { batchSize })).toThrow(ValueError)
    }
  })

  it('refuses images without their labels', () => {
    const { images } = numberedDataset(3)
    expect(() => new DataLoader(images as never, { batchSize: 1 })).toThrow(
      'DataLoader: expected an ImageDataset',
    )
  })

  it('serves images unflattened, targets transformed, and any further transform', () => {
    const square = { apply: (batch: Tensor) => multiply(batch, batch) }
    const loader = new DataLoader(numberedDataset(4), {
      batchSize: 4,
      transform: compose(toFloat(), square, normalize(0.5, 2)),
      targetTransform: oneHot(3),
      flatten: false,
      dtype: 'float64',
    })
    const { inputs, labels } = loader.batch(fromTypedArray(Int32Array.of(2)))
    expect(inputs.shape).toEqual([1, 2, 3])
    const pixels = [2, 13, 14, 15, 16, 17]
    inputs.toTypedArray().forEach((value, i) => {
      expect(value).toBeCloseTo(((pixels[i] / 255) ** 2 - 0.5) / 2, 14)
    })
    expect(labels.toArray()).toEqual([[0, 0, 1]])
  })

  it('serves augmented images, other ones each epoch, and leaves the set as it is', () => {
    const set = numberedDataset(20)
    const before = set.images.toTypedArray().slice()
    const loader = new DataLoader(set, { batchSize: 6, transform: compose(noise({ std: 9 })) })
    const seen = [0, 1].map(() => [...loader].flatMap(({ inputs }) => [...inputs.toTypedArray()]))
    expect(seen[0]).not.toEqual(seen[1])
    const plain = Array.from(before, (pixel) => Math.fround(pixel / 255))
    expect(seen[0].filter((value, i) => value !== plain[i]).length).toBeGreaterThan(80)
    expect(set.images.toTypedArray()).toEqual(before)
  })

  it('augments images that lie in memory in any order, and only rows that the set has', () => {
    const options = { batchSize: 4, shuffle: true, transform: compose(noise({ std: 9 })) }
    const [plain, turned] = [numberedDataset(20), strided(numberedDataset(20))].map(
      (set) => new DataLoader(set, options),
    )
    const batches = (loader: DataLoader) =>
      Array.from(loader, ({ inputs }) => inputs.toTypedArray())
    expect(batches(turned)).toEqual(batches(plain))
    const sampler = { size: 2, order: () => Int32Array.of(0, 20) }
    const beyond = new DataLoader(numberedDataset(20), {
      batchSize: 2,
      sampler,
      transform: options.transform,
    })
    expect(() => [...beyond.rows()]).toThrow(/rows must lie in 0\.\.19, found 20/)
  })

  it('serves each batch anew to a captured step', () => {
    const options = { batchSize: 5, transform: compose(noise({ std: 30 }), normalize()) }
    const [eager, captured] = [0, 1].map(() => new DataLoader(numberedDataset(40), options))
    const step = capture((rows: Tensor) => {
      const { inputs, labels } = captured.batch(rows)
      return { sum: sum(inputs, { axis: 1 }), labels: add(labels, 0) }
    })
    const expected = [0, 1].flatMap(() =>
      Array.from(eager, ({ inputs, labels }) => [
        sum(inputs, { axis: 1 }).toArray(),
        labels.toArray(),
      ]),
    )
    const found = [0, 1].flatMap(() =>
      Array.from(captured.rows(), (rows) => {
        const { sum: sums, labels } = step(fromTypedArray(rows))
        return [sums.toArray(), labels.toArray()]
      }),
    )
    expect(found).toEqual(expected)
  })

  it('serves the rows of a sampler, which excludes shuffle', () => {
    const sampler = randomSampler([3, 5, 7, 9])
    const loader = new DataLoader(numberedDataset(12), { batchSize: 3, sampler })
    expect([loader.size, loader.length]).toEqual([4, 2])
    expect(epoch(loader).flat().sort()).toEqual([3, 5, 7, 9])
    const both = { batchSize: 3, sampler, shuffle: true }
    expect(() => new DataLoader(numberedDataset(12), both)).toThrow(/leave `shuffle` out/)
  })
})

describe('the state of a DataLoader', () => {
  const set = numberedDataset(23)
  const served = (loader: DataLoader, batches: number): number[][] => {
    const taken: number[][] = []
    while (taken.length < batches) {
      for (const { inputs, labels } of loader) {
        taken.push([...inputs.toTypedArray(), ...labels.toTypedArray()])
        if (taken.length === batches) break
      }
    }
    return taken
  }

  it('goes on with the very batches that would have followed, from any place', () => {
    fc.assert(
      fc.property(fc.nat(25), fc.boolean(), fc.boolean(), (batches, shuffle, augments) => {
        const options: DataLoaderOptions = { batchSize: 4, shuffle, seed: 5 }
        if (augments) options.transform = compose(noise({ std: 20 }), normalize())
        const whole = served(new DataLoader(set, options), batches + 14)
        const stopped = new DataLoader(set, options)
        served(stopped, batches)
        const state = JSON.parse(JSON.stringify(stopped.stateDict()))
        const resumed = new DataLoader(set, { ...options, seed: 77 })
        resumed.loadStateDict(state)
        expect(resumed.stateDict()).toEqual(state)
        expect(served(resumed, 14)).toEqual(whole.slice(batches))
      }),
      { numRuns: 40 },
    )
  })

  it('refuses a place that its epoch does not have', () => {
    const loader = new DataLoader(set, { batchSize: 4 })
    const state = { ...loader.stateDict(), batch: 7 }
    expect(() => loader.loadStateDict(state)).toThrow(/at batch 7, but an epoch here has 6/)
  })
})
