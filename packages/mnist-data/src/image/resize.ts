import type { GrayImage } from './gray-image'

/** Which source pixels one result pixel is made of: the first one and the weights from there on. */
interface Mixture {
  readonly first: number
  readonly weights: readonly number[]
}

/**
 * The picture in another size: where it shrinks, each pixel is the mean of the area it covers; where
 * it grows, the linear mean of the two nearest on each axis.
 */
export function resize(image: GrayImage, width: number, height: number): GrayImage {
  if (width === image.width && height === image.height) return image
  return transposeMixed(transposeMixed(image, width), height)
}

/** Resizes the rows to `width` and turns rows into columns; done twice, both axes are resized. */
function transposeMixed({ width, height, pixels }: GrayImage, newWidth: number): GrayImage {
  const mixtures = mixturesOf(width, newWidth)
  const mixed = new Float64Array(newWidth * height)
  mixtures.forEach(({ first, weights }, x) => {
    for (let y = 0; y < height; y++) {
      let sum = 0
      for (let i = 0; i < weights.length; i++) sum += weights[i] * pixels[y * width + first + i]
      mixed[x * height + y] = sum
    }
  })
  return { width: height, height: newWidth, pixels: mixed }
}

function mixturesOf(from: number, to: number): Mixture[] {
  const scale = from / to
  return Array.from({ length: to }, (_, i) =>
    scale >= 1 ? covered(i * scale, (i + 1) * scale, from) : nearest((i + 0.5) * scale - 0.5, from),
  )
}

/** The pixels from `start` to `end`, each by the part of it that is covered. */
function covered(start: number, end: number, length: number): Mixture {
  const first = Math.floor(start)
  const last = Math.min(Math.ceil(end), length)
  const weights = Array.from({ length: last - first }, (_, i) => {
    const overlap = Math.min(end, first + i + 1) - Math.max(start, first + i)
    return Math.max(overlap, 0) / (end - start)
  })
  return { first, weights }
}

/** The two pixels on both sides of `place`, the nearer one weighing more. */
function nearest(place: number, length: number): Mixture {
  const inside = Math.min(Math.max(place, 0), length - 1)
  const first = Math.min(Math.floor(inside), Math.max(length - 2, 0))
  return length === 1
    ? { first, weights: [1] }
    : { first, weights: [1 - (inside - first), inside - first] }
}
