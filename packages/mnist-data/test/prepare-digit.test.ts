import { Generator, type Tensor } from '@handwritten/tensor'
import { encode } from 'fast-png'
import { beforeAll, describe, expect, it } from 'vitest'
import { RandomStream } from '../src/augment/random-stream'
import type { ImageDataset } from '../src/dataset/image-dataset'
import { subset } from '../src/dataset/subset'
import { type PreparedDigit, prepareDigit, preparePixels } from '../src/digit/prepare-digit'
import { ImageError } from '../src/errors'
import { resize } from '../src/image/resize'
import { loadMnist } from '../src/load/load-dataset'
import { imageAt, type PixelImage } from '../src/look/pixel-image'

const COUNT = 20

let digits: ImageDataset
/** Of the digits as they are, how many `nearestClass` reads. */
let plainHits = 0
let known: ImageDataset

beforeAll(async () => {
  const { train, test } = await loadMnist()
  digits = subset(
    test,
    Array.from({ length: COUNT }, (_, i) => i),
  )
  known = subset(
    train,
    Array.from({ length: 1000 }, (_, i) => i),
  )
  plainHits = hitsOf(Array.from({ length: COUNT }, (_, i) => subset(digits, [i]).images))
})

interface Page {
  paper: number
  ink: number
  /** How many times larger the digit is drawn. */
  zoom: number
  /** Part of the light that is lost from the left edge to the right. */
  shade?: number
  grain?: number
}

/** A picture of the digit somewhere on a page. */
function draw({ pixels, width, height }: PixelImage, page: Page, seed: number) {
  const { paper, ink, zoom, shade = 0, grain = 0 } = page
  const [left, top, right, bottom] = new Generator(seed).integers([4], 4, 60).toTypedArray()
  const source = { width, height, pixels: Float64Array.from(pixels) }
  const large = resize(source, Math.round(width * zoom), Math.round(height * zoom))
  const [w, h] = [left + large.width + right, top + large.height + bottom]
  const noise = new Float64Array(w * h)
  if (grain > 0) new RandomStream(new Generator(seed)).fillNormal(noise)
  const data = Uint8ClampedArray.from({ length: w * h }, (_, i) => {
    const [x, y] = [(i % w) - left, Math.floor(i / w) - top]
    const isDigit = x >= 0 && y >= 0 && x < large.width && y < large.height
    const cover = isDigit ? large.pixels[y * large.width + x] / 255 : 0
    const light = 1 - (shade * (i % w)) / w
    return (paper + (ink - paper) * cover) * light + grain * noise[i]
  })
  return { width: w, height: h, data }
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const mean = (values: ArrayLike<number>) =>
    Array.from(values).reduce((s, v) => s + v, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - meanA) * (b[i] - meanB)
    aa += (a[i] - meanA) ** 2
    bb += (b[i] - meanB) ** 2
  }
  return ab / Math.sqrt(aa * bb)
}

/** The class of the known digit at the smallest angle. */
function nearestClass(image: Tensor<'uint8'>): number {
  const pixels = image.toTypedArray()
  const all = known.images.toTypedArray()
  let best = 0
  let nearest = -1
  for (let row = 0; row < known.length; row++) {
    let product = 0
    let square = 0
    for (let i = 0; i < 784; i++) {
      const other = all[row * 784 + i]
      product += pixels[i] * other
      square += other * other
    }
    if (product / Math.sqrt(square) <= best) continue
    best = product / Math.sqrt(square)
    nearest = row
  }
  return known.labels.toTypedArray()[nearest]
}

function prepareAll(page: Page, count = COUNT): PreparedDigit[] {
  return Array.from({ length: count }, (_, i) => preparePixels(draw(imageAt(digits, i), page, i)))
}

const hitsOf = (images: Tensor<'uint8'>[]): number => {
  const labels = digits.labels.toTypedArray()
  return images.filter((image, i) => nearestClass(image) === labels[i]).length
}

describe('prepareDigit', () => {
  it('gives an MNIST digit back almost as it was', () => {
    for (let i = 0; i < COUNT; i++) {
      const { width, height, pixels } = imageAt(digits, i)
      const { image, inverted } = preparePixels({ width, height, data: pixels })
      expect(inverted).toBe(false)
      expect(image.shape).toEqual([1, 28, 28])
      expect(correlation(image.toTypedArray(), pixels)).toBeGreaterThan(0.9)
    }
  })

  const pages: [string, Page][] = [
    ['dark on white paper', { paper: 245, ink: 30, zoom: 5 }],
    ['chalk on a board', { paper: 40, ink: 220, zoom: 5 }],
    ['small and grainy', { paper: 220, ink: 60, zoom: 2, grain: 8 }],
    ['faint', { paper: 200, ink: 165, zoom: 5, grain: 2 }],
    ['in light that falls off to one side', { paper: 230, ink: 60, zoom: 6, shade: 0.6, grain: 4 }],
  ]
  for (const [what, page] of pages) {
    it(`reads a digit ${what}`, () => {
      const prepared = prepareAll(page)
      expect(prepared.every(({ inverted }) => inverted === page.ink < page.paper)).toBe(true)
      const likeness = prepared.map(({ image }, i) =>
        correlation(image.toTypedArray(), imageAt(digits, i).pixels),
      )
      const mean = likeness.reduce((sum, value) => sum + value, 0) / likeness.length
      expect(mean).toBeGreaterThan(0.85)
      const lost = plainHits - hitsOf(prepared.map(({ image }) => image))
      expect(lost).toBeLessThanOrEqual(1)
    })
  }

  it('centres by mass in 28 x 28, within 20 x 20, as MNIST', () => {
    for (const { image } of prepareAll({ paper: 240, ink: 40, zoom: 7 }, 20)) {
      const pixels = image.toTypedArray()
      let [mass, x, y] = [0, 0, 0]
      const columns = new Set<number>()
      const rows = new Set<number>()
      pixels.forEach((pixel, i) => {
        mass += pixel
        x += pixel * (i % 28)
        y += pixel * Math.floor(i / 28)
        if (pixel > 0) columns.add(i % 28)
        if (pixel > 0) rows.add(Math.floor(i / 28))
      })
      expect(Math.abs(x / mass - 14)).toBeLessThanOrEqual(0.55)
      expect(Math.abs(y / mass - 14)).toBeLessThanOrEqual(0.55)
      expect(Math.max(columns.size, rows.size)).toBeLessThanOrEqual(20)
      expect(Math.max(columns.size, rows.size)).toBeGreaterThanOrEqual(18)
      expect(Math.max(...pixels)).toBe(255)
    }
  })

  it('thickens the line of a fine pen to one a network has seen', () => {
    const size = 400
    const data = new Uint8Array(size * size).fill(240)
    for (let y = 60; y < 340; y++) for (let x = 198; x < 201; x++) data[y * size + x] = 30
    const { image } = preparePixels({ width: size, height: size, data })
    const middle = image.toTypedArray().subarray(14 * 28, 15 * 28)
    const width = middle.reduce((sum, pixel) => sum + pixel, 0) / 255
    expect(width).toBeGreaterThan(1.5)
    expect(width).toBeLessThan(3)
  })

  it.each([
    ['faint lines', { line: 180, space: 24, slope: 0, isSquared: false }],
    ['lines as dark as the ink', { line: 40, space: 24, slope: 0, isSquared: false }],
    ['slanted lines', { line: 150, space: 30, slope: 0.03, isSquared: false }],
    ['squares', { line: 180, space: 25, slope: 0, isSquared: true }],
  ])('reads a digit on paper with %s', (_, { line, space, slope, isSquared }) => {
    const side = 200
    const images = Array.from({ length: COUNT }, (_, i) => {
      const { pixels, width, height } = imageAt(digits, i)
      const large = resize({ width, height, pixels: Float64Array.from(pixels) }, 112, 112)
      const data = Uint8Array.from({ length: side * side }, (_, place) => {
        const [x, y] = [place % side, Math.floor(place / side)]
        const isLine = (y + Math.round(slope * x)) % space < 2 || (isSquared && x % space < 2)
        const paper = isLine ? line : 245
        const isDigit = x >= 44 && y >= 44 && x < 156 && y < 156
        const cover = isDigit ? large.pixels[(y - 44) * 112 + x - 44] / 255 : 0
        return paper + (30 - paper) * cover
      })
      return preparePixels({ width: side, height: side, data }).image
    })
    expect(hitsOf(images)).toBeGreaterThanOrEqual(plainHits - 3)
  })

  it('does not take the strokes of a character that fills the picture for lines', () => {
    // A thin Z: two level strokes from edge to edge.
    const side = 100
    const isStroke = (x: number, y: number) => y < 2 || y >= side - 2 || Math.abs(x + y - side) < 2
    const data = Uint8Array.from({ length: side * side }, (_, place) =>
      isStroke(place % side, Math.floor(place / side)) ? 20 : 240,
    )
    const page = new Uint8Array(140 * 140).fill(240)
    for (let y = 0; y < side; y++)
      page.set(data.subarray(y * side, (y + 1) * side), (y + 20) * 140 + 20)
    const { image } = preparePixels({ width: 140, height: 140, data: page })
    const rows = Array.from({ length: 28 }, (_, y) =>
      image
        .toTypedArray()
        .subarray(28 * y, 28 * y + 28)
        .reduce((sum, ink) => sum + ink, 0),
    )
    expect(rows.filter((ink) => ink > 10 * 255).length).toBeGreaterThanOrEqual(2)
  })

  it('rejects more than one digit, and accepts every digit of MNIST', () => {
    const pair = (gap: number) => {
      const [four, two] = [imageAt(digits, 4), imageAt(digits, 1)]
      const width = 56 + gap
      const data = new Uint8Array(width * 28)
      for (let y = 0; y < 28; y++) {
        data.set(four.pixels.subarray(28 * y, 28 * y + 28), width * y)
        data.set(two.pixels.subarray(28 * y, 28 * y + 28), width * y + 28 + gap)
      }
      return { width, height: 28, data }
    }
    for (const gap of [-4, 0, 10, 60])
      expect(() => preparePixels(pair(gap))).toThrow(
        /expected one digit, found 2 beside each other; cut the picture into single digits/,
      )
    for (let row = 0; row < known.length; row++) {
      const { width, height, pixels } = imageAt(known, row)
      preparePixels({ width, height, data: pixels })
    }
  })

  it('leaves dust on the paper out', () => {
    const page = draw(imageAt(digits, 0), { paper: 240, ink: 40, zoom: 6 }, 1)
    const clean = preparePixels(page).image.toTypedArray()
    for (const place of [2, 3 * page.width - 3, page.width * (page.height - 2) + 5]) {
      page.data[place] = 40
    }
    expect(correlation(preparePixels(page).image.toTypedArray(), clean)).toBeGreaterThan(0.999)
  })

  it('shows each step', () => {
    const page = draw(imageAt(digits, 3), { paper: 240, ink: 40, zoom: 6 }, 2)
    const { image, steps } = preparePixels(page)
    expect(steps.map(({ name }) => name)).toEqual(['gray', 'ink', 'crop', 'fit', 'centre'])
    for (const { width, height, pixels } of steps) expect(pixels.length).toBe(width * height)
    const [gray, ink, crop, fit, centre] = steps
    expect([gray.width, gray.height]).toEqual([page.width, page.height])
    expect([...gray.pixels]).toEqual([...page.data])
    expect([ink.width, ink.height]).toEqual([gray.width, gray.height])
    expect(crop.width).toBeLessThan(ink.width)
    expect(Math.max(fit.width, fit.height)).toBe(20)
    expect(centre.pixels).toEqual(image.toTypedArray())
  })

  it('reads a file as it reads its pixels', async () => {
    const { width, height, data } = draw(imageAt(digits, 5), { paper: 230, ink: 20, zoom: 5 }, 3)
    const png = encode({ width, height, data, channels: 1, depth: 8 })
    const { image } = await prepareDigit(png)
    expect(image.toArray()).toEqual(preparePixels({ width, height, data }).image.toArray())
    expect((await prepareDigit({ width, height, data })).image.toArray()).toEqual(image.toArray())
  })

  it('says so when there is nothing to read', async () => {
    const blank = { width: 30, height: 20, data: new Uint8Array(600).fill(200) }
    await expect(prepareDigit(blank)).rejects.toThrow(ImageError)
    await expect(prepareDigit(blank)).rejects.toThrow(/nothing stands out .* found 0\.0/)
    for (const grain of [1, 8, 30]) {
      const grainy = draw(imageAt(digits, 0), { paper: 128, ink: 126, zoom: 3, grain }, 4)
      expect(() => preparePixels(grainy)).toThrow(/nothing stands out/)
    }
  })

  it('takes pictures of any size, however odd', () => {
    for (const [width, height] of [
      [1, 1],
      [1, 9],
      [2, 2],
      [3, 700],
      [2000, 3],
    ]) {
      const data = new Uint8Array(width * height).fill(255)
      data[data.length >> 1] = 0
      const read = () => preparePixels({ width, height, data })
      if (width * height === 1) expect(read).toThrow(ImageError)
      else {
        const found = tryRead(read)
        expect(found === ImageError || found === 28 * 28).toBe(true)
      }
    }
  })
})

function tryRead(read: () => PreparedDigit): unknown {
  try {
    return read().image.size
  } catch (error) {
    return error instanceof ImageError ? ImageError : error
  }
}
