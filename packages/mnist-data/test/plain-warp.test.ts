import { Generator } from '@handwritten/tensor'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cosineBasis } from '../src/augment/cosine-basis'
import { DisplacementField } from '../src/augment/displacement-field'
import { PackedImage } from '../src/augment/packed-image'
import { RandomStream } from '../src/augment/random-stream'
import { plainField, plainSample } from './support/plain-warp'

const side = fc.integer({ min: 1, max: 33 })

it('a displacement field is the sum of its terms, on images of any size with any number of terms', () => {
  fc.assert(
    fc.property(
      side,
      side,
      fc.double({ min: 0.5, max: 12, noNaN: true }),
      fc.nat(1000),
      (height, width, sigma, seed) => {
        const [rows, columns] = [cosineBasis(height, sigma), cosineBasis(width, sigma)]
        const start = Float64Array.from({ length: height * width }, (_, i) => i % 7)
        const map = () => ({ height, width, x: start.slice(), y: start.slice() })
        const [fast, plain] = [map(), map()]
        const field = new DisplacementField(rows, columns, 20)
        // Twice, so that what the first image leaves behind would be seen.
        for (const key of [seed, seed + 1]) {
          field.addTo(fast, new RandomStream(new Generator(key)))
          plainField(rows, columns, 20, plain, new RandomStream(new Generator(key)))
        }
        for (let i = 0; i < start.length; i++) {
          expect(Math.abs(fast.x[i] - plain.x[i])).toBeLessThan(1e-11)
          expect(Math.abs(fast.y[i] - plain.y[i])).toBeLessThan(1e-11)
        }
      },
    ),
  )
})

it('an image is read as the bilinear mean at any place, on and far beyond its border', () => {
  const place = fc.oneof(
    { weight: 8, arbitrary: fc.double({ min: -3, max: 36, noNaN: true }) },
    { weight: 2, arbitrary: fc.integer({ min: -3, max: 36 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(-1e-9, -1 + 1e-9, -1e300, 2 ** 32, Number.NaN, Infinity),
    },
  )
  const size = 33 * 33
  const bytes = fc.uint8Array({ minLength: size, maxLength: size })
  const places = fc.array(place, { minLength: 2 * size, maxLength: 2 * size })
  fc.assert(
    fc.property(side, side, bytes, places, (height, width, image, where) => {
      const count = height * width
      const [x, y] = [where.slice(0, count), where.slice(size, size + count)]
      const source = new PackedImage(height, width)
      const seen = new Uint8Array(count + 1)
      source.load(image.slice().fill(255), 0)
      source.load(image, 0)
      source.resample({ height, width, x: Float64Array.from(x), y: Float64Array.from(y) }, seen, 1)
      const expected = x.map((across, i) => plainSample(image, height, width, across, y[i]))
      expect([...seen]).toEqual([0, ...expected])
    }),
    { numRuns: 30 },
  )
})
