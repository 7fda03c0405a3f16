import { ImageError } from '../errors'
import type { GrayImage } from '../image/gray-image'
import { otsu } from './otsu'
import { subtractPaper } from './paper'

/** Steps of 255 by which ink must stand out from the paper. */
const LEAST_CONTRAST = 12
/** Times the grain of the paper by which it must stand out, and above which a pixel is ink. */
const ABOVE_GRAIN = 4
/** Part of a full stroke's strength that belongs to the paper, however smooth that is. */
const HAZE = 0.08

/** Ink from 0 (paper) to 1 (full stroke). */
export interface Ink {
  readonly ink: GrayImage
  /** Whether the picture shows dark ink on light paper, the opposite of MNIST. */
  readonly inverted: boolean
}

/**
 * Tells ink from paper: whichever way the picture differs most strongly from its paper is ink, dark
 * or bright. What the grain of the paper may explain is paper.
 *
 * @throws ImageError when nothing stands out
 */
export function findInk(gray: GrayImage): Ink {
  const { image, grain } = subtractPaper(gray)
  const skew = image.pixels.reduce((sum, difference) => sum + difference ** 3, 0)
  const sign = skew < 0 ? -1 : 1
  const strengths = image.pixels.map((difference) => Math.max(sign * difference, 0))
  const { threshold, above } = otsu(strengths)
  const least = Math.max(LEAST_CONTRAST, ABOVE_GRAIN * grain)
  if (!(above >= least)) {
    throw new ImageError(
      `picture: nothing stands out from the paper by ${least.toFixed(1)} of 255, found ` +
        `${above.toFixed(1)}; draw a digit with a darker pen, or on a plainer ground`,
    )
  }
  const faintest = Math.min(Math.max(ABOVE_GRAIN * grain, HAZE * above), threshold / 2)
  const pixels = strengths.map((strength) =>
    Math.min(Math.max((strength - faintest) / (above - faintest), 0), 1),
  )
  return { ink: { width: gray.width, height: gray.height, pixels }, inverted: sign < 0 }
}
