import { runInNewContext } from 'node:vm'
import { Generator } from '@handwritten/tensor'
import { encode } from 'fast-png'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ImageDataset } from '../src/dataset/image-dataset'
import { subset } from '../src/dataset/subset'
import { type PreparedDigit, prepareDigit, preparePixels } from '../src/digit/prepare-digit'
import { ImageError } from '../src/errors'
import type { RawImage } from '../src/image/raw-image'
import { loadMnist } from '../src/load/load-dataset'
import { imageAt } from '../src/look/pixel-image'

const COUNT = 40
let digits: ImageDataset
/** Of opaque pictures, how many are readable. */
let usual: number

beforeAll(async () => {
  const { test } = await loadMnist()
  digits = subset(
    test,
    Array.from({ length: COUNT }, (_, i) => i),
  )
  usual = readable(paintAll(1, (ink) => [byte(ink)]))
  expect(usual).toBeGreaterThan(0.9 * COUNT)
})

/** Each digit with `zoom` times its pixels, as `paint` makes them of its ink from 0 to 1. */
function paintAll(
  channels: number,
  paint: (ink: number) => readonly number[],
  { zoom = 2, tight = false } = {},
): RawImage[] {
  return Array.from({ length: COUNT }, (_, i) => {
    const { pixels } = imageAt(digits, i)
    const places = Array.from({ length: 784 }, (_, place) => place).filter((p) => pixels[p] > 0)
    const [xs, ys] = [places.map((p) => p % 28), places.map((p) => Math.floor(p / 28))]
    const [left, top] = tight ? [Math.min(...xs), Math.min(...ys)] : [0, 0]
    const [right, bottom] = tight ? [Math.max(...xs), Math.max(...ys)] : [27, 27]
    const [width, height] = [(right - left + 1) * zoom, (bottom - top + 1) * zoom]
    const data = new Uint8Array(width * height * channels)
    for (let at = 0; at < width * height; at++) {
      const [x, y] = [left + Math.floor((at % width) / zoom), top + Math.floor(at / width / zoom)]
      data.set(paint(pixels[y * 28 + x] / 255), at * channels)
    }
    return { width, height, data }
  })
}

/** How many of the pictures come out like the digits that they show. */
function readable(pictures: readonly RawImage[]): number {
  return pictures.filter((picture, i) => {
    const found = tryRead(picture)?.image.toTypedArray()
    return found !== undefined && likeness(found, imageAt(digits, i).pixels) > 0.85
  }).length
}

function tryRead(picture: RawImage): PreparedDigit | undefined {
  try {
    return preparePixels(picture)
  } catch (error) {
    expect(error).toBeInstanceOf(ImageError)
    expect((error as Error).message).not.toMatch(/by (\d{4}|[3-9]\d\d|2[6-9]\d)/)
    return undefined
  }
}

function likeness(a: Uint8Array, b: Uint8Array): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    ab += a[i] * b[i]
    aa += a[i] ** 2
    bb += b[i] ** 2
  }
  return ab / Math.sqrt(aa * bb)
}

const byte = (value: number) => Math.round(255 * value)

describe('digits whose shape is in the transparency', () => {
  it.each<[string, number, (ink: number) => readonly number[]]>([
    ['white ink', 4, (ink) => [255, 255, 255, byte(ink)]],
    ['white ink as gray and alpha', 2, (ink) => [255, byte(ink)]],
    ['ink of the brightest yellow', 4, (ink) => [255, 255, 0, byte(ink)]],
    ['black ink', 4, (ink) => [0, 0, 0, byte(ink)]],
    ['blue ink', 4, (ink) => [30, 60, 200, byte(ink)]],
    ['gray ink', 2, (ink) => [128, byte(ink)]],
    ['a hole in white', 4, (ink) => [255, 255, 255, byte(1 - ink)]],
    ['a hole in black', 2, (ink) => [0, byte(1 - ink)]],
  ])('are read: %s', (_, channels, paint) => {
    expect(readable(paintAll(channels, paint))).toBeGreaterThanOrEqual(usual - 1)
  })

  it('are read from files', async () => {
    const [picture] = paintAll(4, (ink) => [255, 255, 255, byte(ink)])
    const png = encode({ ...picture, data: Uint8Array.from(picture.data), channels: 4, depth: 8 })
    const { image } = await prepareDigit(png)
    expect(likeness(image.toTypedArray(), imageAt(digits, 0).pixels)).toBeGreaterThan(0.85)
  })
})

describe('digits whose shape is in the colours', () => {
  it.each<[string, number, (ink: number) => readonly number[]]>([
    ['opaque', 4, (ink) => [byte(1 - ink), byte(1 - ink), byte(1 - ink), 255]],
    ['half transparent throughout', 2, (ink) => [byte(ink), 128]],
  ])('are read: %s', (_, channels, paint) => {
    expect(readable(paintAll(channels, paint))).toBeGreaterThanOrEqual(usual - 1)
  })

  it('are read on a white sticker with a transparent margin', () => {
    const pictures = paintAll(2, (ink) => [byte(1 - ink), 255]).map(({ width, height, data }) => {
      const framed = new Uint8Array((width + 20) * (height + 20) * 2)
      for (let y = 0; y < height; y++) {
        framed.set(
          data.subarray(2 * y * width, 2 * (y + 1) * width),
          2 * ((y + 10) * (width + 20) + 10),
        )
      }
      return { width: width + 20, height: height + 20, data: framed }
    })
    expect(readable(pictures)).toBeGreaterThanOrEqual(usual - 1)
  })
})

describe('digits that were cut out without a margin', () => {
  it.each<[string, (ink: number) => readonly number[], number]>([
    ['as in MNIST', (ink) => [byte(ink)], 1],
    ['dark on white', (ink) => [byte(1 - ink)], 1],
    ['enlarged', (ink) => [byte(ink)], 5],
    ['dark on gray paper, enlarged', (ink) => [220 - 180 * ink], 5],
  ])('are read: %s', (_, paint, zoom) => {
    expect(readable(paintAll(1, paint, { zoom, tight: true }))).toBeGreaterThanOrEqual(usual - 1)
  })

  it('are refused by a message that can be followed where nothing can be told', () => {
    const data = Uint8Array.from(new Generator(1).integers([900], 0, 256).toTypedArray())
    const read = () => preparePixels({ width: 30, height: 30, data })
    expect(read).toThrow(ImageError)
    expect(read).toThrow('leave a margin of paper around the digit')
  })
})

describe('pictures of another realm', () => {
  it('are read as those of this one', async () => {
    const [{ width, height, data }] = paintAll(1, (ink) => [byte(ink)])
    const expected = preparePixels({ width, height, data }).image.toTypedArray()
    const bytes = encode({ width, height, data: Uint8Array.from(data), channels: 1, depth: 8 })
    for (const kind of ['Uint8Array', 'Uint8ClampedArray']) {
      const foreign = (values: Uint8Array | RawImage['data']) =>
        runInNewContext(`${kind}.from(values)`, { values: [...values] })
      expect(foreign(data) instanceof Uint8Array).toBe(false)
      const picture = { width, height, data: foreign(data) }
      expect(preparePixels(picture).image.toTypedArray()).toEqual(expected)
      expect((await prepareDigit(picture)).image.toTypedArray()).toEqual(expected)
      expect((await prepareDigit(foreign(bytes))).image.toTypedArray()).toEqual(expected)
    }
  })
})
