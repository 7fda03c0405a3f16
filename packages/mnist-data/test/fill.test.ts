import { fromTypedArray, permuteDims } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { ValueError } from '../src/errors'
import { DataLoader, type DataLoaderOptions } from '../src/loader/data-loader'
import { normalize } from '../src/transform/normalize'
import { oneHot } from '../src/transform/one-hot'
import { compose } from '../src/transform/pipeline'
import { toFloat } from '../src/transform/to-float'
import type { Transform } from '../src/transform/transform'
import { numberedDataset, strided } from './support/numbered-dataset'

/** Mirrors each image, so that pixels are no longer looked at one by one. */
const mirror: Transform = { apply: (batch) => permuteDims(batch, [0, 2, 1]) }

describe('DataLoader.fill', () => {
  const cases: [string, Partial<DataLoaderOptions>][] = [
    ['the defaults', {}],
    ['float64', { dtype: 'float64' }],
    ['images that are not flattened', { flatten: false, transform: toFloat() }],
    ['one transform after another', { transform: compose(toFloat(), normalize(0.3, 0.7)) }],
    ['a transform of neighbours', { transform: compose(toFloat(), mirror) }],
    ['transformed labels', { targetTransform: oneHot(3) }],
  ]
  it.each(cases)('writes the bits of the batch, with %s', (_, options) => {
    for (const set of [numberedDataset(10), strided(numberedDataset(10))]) {
      const loader = new DataLoader(set, { batchSize: 4, shuffle: true, ...options })
      for (const rows of loader.rows()) {
        const batch = loader.batch(fromTypedArray(rows))
        const inputs = batch.inputs.toTypedArray() as Float32Array
        const labels = batch.labels.toTypedArray() as Int32Array
        const memory = {
          inputs: new (inputs.constructor as typeof Float32Array)(inputs.length + 1).fill(-7),
          labels: new (labels.constructor as typeof Int32Array)(labels.length + 1).fill(-7),
        }
        loader.fill(rows, memory)
        expect([...memory.inputs]).toEqual([...inputs, -7])
        expect([...memory.labels]).toEqual([...labels, -7])
      }
    }
  })

  it('refuses memory of another type, too little of it, and rows that are not there', () => {
    const loader = new DataLoader(numberedDataset(10), { batchSize: 4 })
    const fill =
      (rows: number[], inputs: Float32Array | Float64Array, labels = new Int32Array(9)) =>
      () =>
        loader.fill(rows, { inputs, labels })
    expect(fill([1, 2], new Float32Array(11))).toThrow(ValueError)
    expect(fill([1, 2], new Float32Array(11))).toThrow(
      'DataLoader.fill: inputs needs room for 12 numbers of float32, found 11 of float32',
    )
    expect(fill([1], new Float64Array(6))).toThrow(/6 numbers of float32, found 6 of float64/)
    expect(fill([1, 2], new Float32Array(12), new Int32Array(1))).toThrow(/labels needs room for 2/)
    expect(fill([10], new Float32Array(6))).toThrow(/rows must lie in 0\.\.9, found 10/)
    expect(fill([0.5], new Float32Array(6))).toThrow(ValueError)
    const hot = new DataLoader(numberedDataset(10), { batchSize: 4, targetTransform: oneHot(3) })
    const memory = { inputs: new Float32Array(6), labels: new Int32Array(3) }
    expect(() => hot.fill([1], memory)).toThrow(/labels needs room for 3 numbers of float32/)
  })

  it('writes augmented images as they were drawn for the rows', () => {
    const invert = { augment: ({ pixels }: { pixels: Uint8Array }) => void pixels.fill(255) }
    const loader = new DataLoader(numberedDataset(4), {
      batchSize: 2,
      transform: compose(invert, toFloat()),
    })
    const [rows] = loader.rows()
    const memory = { inputs: new Float32Array(12), labels: new Int32Array(2) }
    loader.fill(rows, memory)
    expect([...memory.inputs]).toEqual(Array(12).fill(1))
  })
})
