import { ImageError } from '../errors'
import type { GrayImage } from '../image/gray-image'
import { otsu } from './otsu'
import { subtractPaper } from './paper'

/** Steps of 255 by which ink must stand out from the paper. */
const LEAST_CONTRAST = 12

/** Ink from 0 (paper) to 1 (full stroke). */
export interface Ink {
  readonly ink: GrayImage
  /** Whether the picture shows dark ink on light paper, the opposite of MNIST. */
  readonly inverted: boolean
}

/**
 * Tells ink from paper: whichever way the picture differs most strongly from its paper is ink, dark
 * or bright. Fainter differences than half the threshold of Otsu count as paper.
 *
 * @throws ImageError when nothing stands out
 */
export function findInk(gray: GrayImage): Ink {
  const { width, height, pixels: differences } = subtractPaper(gray)
  const skew = differences.reduce((sum, difference) => sum + difference ** 3, 0)
  const sign = skew < 0 ? -1 : 1
  const strengths = differences.map((difference) => Math.max(sign * difference, 0))
  const { threshold, above } = otsu(strengths)
  if (!(above >= LEAST_CONTRAST)) {
    throw new ImageError(
      `picture: nothing stands out from the paper by ${LEAST_CONTRAST} of 255 (found ` +
        `${above.toFixed(1)}); draw a digit with a darker pen, or on a plainer ground`,
    )
  }
  const faintest = threshold / 2
  const pixels = strengths.map((strength) =>
    Math.min(Math.max((strength - faintest) / (above - faintest), 0), 1),
  )
  return { ink: { width, height, pixels }, inverted: sign < 0 }
}
