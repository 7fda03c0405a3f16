import { Generator } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import type { Augmentation } from '../src/augment/augmentation'
import { cosineBasis } from '../src/augment/cosine-basis'
import { cutout } from '../src/augment/cutout'
import { elastic } from '../src/augment/elastic'
import { noise } from '../src/augment/noise'
import { randomAffine } from '../src/augment/random-affine'
import { RandomStream } from '../src/augment/random-stream'
import { ValueError } from '../src/errors'
import { compose } from '../src/transform/pipeline'

const SIZE = 28
const MIDDLE = (SIZE - 1) / 2

/** `count` images of a soft spot at (x, y). */
function spots(count: number, x: number, y: number): Uint8Array {
  return Uint8Array.from({ length: count * SIZE * SIZE }, (_, i) => {
    const dx = (i % SIZE) - x
    const dy = (Math.floor(i / SIZE) % SIZE) - y
    return 250 * Math.exp(-(dx * dx + dy * dy) / 8)
  })
}

function run(step: Augmentation, pixels: Uint8Array, seed = 1): Uint8Array {
  const changed = pixels.slice()
  const count = pixels.length / (SIZE * SIZE)
  step.augment({ pixels: changed, count, height: SIZE, width: SIZE }, new Generator(seed))
  return changed
}

/** Sum of the pixels of an image and the middle of its mass. */
function mass(pixels: Uint8Array, image: number): { sum: number; x: number; y: number } {
  let [sum, x, y] = [0, 0, 0]
  for (let i = 0; i < SIZE * SIZE; i++) {
    const pixel = pixels[image * SIZE * SIZE + i]
    sum += pixel
    x += pixel * (i % SIZE)
    y += pixel * Math.floor(i / SIZE)
  }
  return { sum, x: x / sum, y: y / sum }
}

describe('randomAffine', () => {
  it('changes nothing when it may change nothing', () => {
    const images = spots(2, 9, 17)
    expect(run(randomAffine({}), images)).toEqual(images)
  })

  it('moves a spot to where the drawn matrix puts it, and changes its mass by the area', () => {
    const [rotate, shift, shear] = [30, 3, 20]
    const count = 40
    const [x, y] = [10, 17]
    const before = mass(spots(1, x, y), 0)
    const changed = run(
      randomAffine({ rotate, shift, scale: [0.8, 1.2], shear }),
      spots(count, x, y),
    )
    const random = new RandomStream(new Generator(1))
    for (let image = 0; image < count; image++) {
      const [angle, right, down, size, lean] = Array.from({ length: 5 }, () => random.uniform())
      const turn = ((2 * angle - 1) * rotate * Math.PI) / 180
      const slope = Math.tan(((2 * lean - 1) * shear * Math.PI) / 180)
      const factor = 0.8 + 0.4 * size
      const sheared = [x - MIDDLE + slope * (y - MIDDLE), y - MIDDLE]
      const [cos, sin] = [Math.cos(turn) * factor, Math.sin(turn) * factor]
      const after = mass(changed, image)
      expect(after.x).toBeCloseTo(
        cos * sheared[0] - sin * sheared[1] + MIDDLE + (2 * right - 1) * shift,
        1,
      )
      expect(after.y).toBeCloseTo(
        sin * sheared[0] + cos * sheared[1] + MIDDLE + (2 * down - 1) * shift,
        1,
      )
      expect(after.sum / (before.sum * factor * factor)).toBeCloseTo(1, 1)
    }
  })

  it('brings in background from beyond the border', () => {
    const white = new Uint8Array(SIZE * SIZE).fill(255)
    expect(run(randomAffine({ shift: 9 }), white).includes(0)).toBe(true)
    expect(run(randomAffine({ scale: [1.5, 1.5] }), white)).toEqual(white)
  })

  it('refuses ranges that make no sense', () => {
    for (const bad of [
      { rotate: -1 },
      { rotate: 181 },
      { shift: Number.NaN },
      { shear: 90 },
      { scale: [0, 1] as const },
      { scale: [1.2, 1] as const },
    ]) {
      expect(() => randomAffine(bad)).toThrow(ValueError)
    }
    expect(() => randomAffine({ scale: [2, 1] })).toThrow(/scale must be two rising .* found 2,1/)
  })
})

/** The smoothing of Simard as a matrix: a Gaussian of unit sum with mirrored borders. */
function gaussianMatrix(length: number, sigma: number): number[][] {
  const reach = Math.ceil(6 * sigma)
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return Array.from({ length }, (_, row) => {
    const line = Array<number>(length).fill(0)
    weights.forEach((weight, i) => {
      const place = (((row + i - reach) % (2 * length)) + 2 * length) % (2 * length)
      line[place < length ? place : 2 * length - 1 - place] += weight / total
    })
    return line
  })
}

describe('elastic', () => {
  it('has the covariance of white noise smoothed by a Gaussian with mirrored borders', () => {
    for (const [length, sigma] of [
      [28, 4],
      [28, 2],
      [17, 4],
      [9, 6],
    ]) {
      const smooth = gaussianMatrix(length, sigma)
      const { terms, stride, values } = cosineBasis(length, sigma)
      const variance = smooth[0].reduce((sum, weight) => sum + weight * weight, 0)
      for (let a = 0; a < length; a++) {
        for (let b = 0; b < length; b++) {
          const expected = smooth[a].reduce((sum, weight, i) => sum + weight * smooth[b][i], 0)
          let found = 0
          for (let k = 0; k < terms; k++) found += values[a * stride + k] * values[b * stride + k]
          // What the left-out terms may hold: 3% squared, of each of them.
          expect(Math.abs(found - expected)).toBeLessThan(0.01 * variance)
        }
      }
    }
  })

  it('displaces by as much as Simard: alpha over sqrt(12 pi) sigma far from the borders', () => {
    const size = 28
    const warp = elastic({ sigma: 3, alpha: 34 }).warps?.[0](size, size)
    const random = new RandomStream(new Generator(4))
    const runs = 400
    let squares = 0
    for (let i = 0; i < runs; i++) {
      const zeros = () => new Float64Array(size * size)
      const map = { height: size, width: size, x: zeros(), y: zeros() }
      warp?.(map, random)
      const middle = 14 * size + 14
      squares += map.x[middle] ** 2 + map.y[middle] ** 2
    }
    const expected = 34 / (Math.sqrt(12 * Math.PI) * 3)
    // 800 squares of normal numbers: a standard deviation of 2.5% for their root mean.
    expect(Math.sqrt(squares / (2 * runs)) / expected).toBeCloseTo(1, 0.7)
  })

  it('is the identity at strength 0 and bends images of any size otherwise', () => {
    const images = spots(3, 13, 11)
    expect(run(elastic({ alpha: 0 }), images)).toEqual(images)
    expect(run(elastic(), images)).not.toEqual(images)
    const pixels = new Uint8Array(2 * 5 * 9).fill(200)
    elastic().augment({ pixels, count: 2, height: 5, width: 9 }, new Generator(1))
    expect(pixels.some((pixel) => pixel === 200)).toBe(true)
    expect(() => elastic({ sigma: 0 })).toThrow(/sigma must be above 0/)
    expect(() => elastic({ alpha: Number.NaN })).toThrow(ValueError)
  })
})

describe('noise', () => {
  it('adds numbers of mean 0 and the given deviation', () => {
    const gray = new Uint8Array(20 * SIZE * SIZE).fill(128)
    const changes = Array.from(run(noise({ std: 10 }), gray), (pixel) => pixel - 128)
    const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length
    const variance = changes.reduce((sum, change) => sum + change * change, 0) / changes.length
    expect(Math.abs(mean)).toBeLessThan(0.4)
    // Rounding to whole bytes adds 1/12.
    expect(Math.sqrt(variance - 1 / 12) / 10).toBeCloseTo(1, 1.5)
  })

  it('stays within a byte and refuses a negative deviation', () => {
    const dark = run(noise({ std: 100 }), new Uint8Array(SIZE * SIZE))
    const share = dark.filter((pixel) => pixel === 0).length / dark.length
    expect(share).toBeGreaterThan(0.4)
    expect(share).toBeLessThan(0.6)
    expect(() => noise({ std: -1 })).toThrow(ValueError)
  })
})

describe('cutout', () => {
  it('empties one square, smaller only at the border, anywhere', () => {
    const white = new Uint8Array(300 * SIZE * SIZE).fill(255)
    const cut = run(cutout({ size: 6 }), white)
    const areas = Array.from({ length: 300 }, (_, image) => {
      const holes = [...cut.subarray(image * SIZE * SIZE, (image + 1) * SIZE * SIZE).entries()]
        .filter(([, pixel]) => pixel === 0)
        .map(([place]) => ({ x: place % SIZE, y: Math.floor(place / SIZE) }))
      const span = (of: (hole: { x: number; y: number }) => number) =>
        Math.max(...holes.map(of)) - Math.min(...holes.map(of)) + 1
      const [width, height] = [span((hole) => hole.x), span((hole) => hole.y)]
      expect(holes.length).toBe(width * height)
      expect(Math.max(width, height)).toBeLessThanOrEqual(6)
      return holes.length
    })
    const whole = areas.filter((area) => area === 36).length / 300
    // A middle that is whole lies in 23 of 28 places on each axis.
    expect(Math.abs(whole - (23 / 28) ** 2)).toBeLessThan(0.14)
    expect(Math.min(...areas)).toBeLessThan(36)
    expect(() => cutout({ size: 0 })).toThrow(/from 1 on, found 0/)
  })
})

describe('RandomStream', () => {
  const normals = (count: number): Float64Array => {
    const values = new Float64Array(count)
    new RandomStream(new Generator(1)).fillNormal(values)
    return values
  }
  const draw = (count: number, next: (random: RandomStream) => number, seed = 1): number[] => {
    const random = new RandomStream(new Generator(seed))
    return Array.from({ length: count }, () => next(random))
  }

  it('spreads evenly: every tenth of the range gets a tenth of the numbers', () => {
    const counts = Array<number>(10).fill(0)
    for (const value of draw(100_000, (random) => random.uniform(-2, 3))) {
      expect(value >= -2 && value < 3).toBe(true)
      counts[Math.floor((value + 2) * 2)]++
    }
    // Five standard deviations of a binomial count.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(9000))
  })

  it('gives normal numbers: their moments are 0, 1, 0 and 3, and neighbours have nothing in common', () => {
    const values = [...normals(100_000)]
    const moment = (power: number) => values.reduce((sum, x) => sum + x ** power, 0) / values.length
    expect(
      [moment(1), moment(2), moment(3), moment(4)].map((m) => Math.round(m * 10) / 10),
    ).toEqual([0, 1, 0, 3])
    const shared = values.slice(1).reduce((sum, x, i) => sum + x * values[i], 0) / values.length
    expect(Math.abs(shared)).toBeLessThan(0.016)
  })

  it('fills arrays of odd length too', () => {
    expect(normals(5)).toEqual(normals(6).subarray(0, 5))
  })

  it('depends on the generator, and on where it stands', () => {
    const next = (random: RandomStream) => random.uniform()
    expect(draw(5, next, 7)).toEqual(draw(5, next, 7))
    expect(draw(5, next, 8)).not.toEqual(draw(5, next, 7))
    const generator = new Generator(7)
    const first = new RandomStream(generator).uniform()
    expect(new RandomStream(generator).uniform()).not.toBe(first)
  })
})

describe('augmentations', () => {
  const pipeline = compose(elastic(), randomAffine({ rotate: 10, shift: 2 }), cutout({ size: 4 }))
  const images = spots(4, 12, 15)
  const augmented = (seed: number): Uint8Array => {
    const pixels = images.slice()
    pipeline.augment({ pixels, count: 4, height: SIZE, width: SIZE }, new Generator(seed))
    return pixels
  }

  it('follow the seed', () => {
    expect(augmented(1)).toEqual(augmented(1))
    expect(augmented(2)).not.toEqual(augmented(1))
  })

  it('treat the images of a batch each in its own way', () => {
    const pixels = augmented(1)
    const first = pixels.subarray(0, SIZE * SIZE)
    expect(pixels.subarray(SIZE * SIZE, 2 * SIZE * SIZE)).not.toEqual(first)
  })
})
