import { ImageError } from '../errors'
import type { GrayImage } from '../image/gray-image'
import { type Otsu, otsu } from '../image/otsu'
import { type Differences, subtractPaper, subtractShade } from './paper'
import { removeRuledLines } from './ruled-lines'

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
 * or bright. What the grain of the paper may explain is paper. The paper is what most of the border
 * shows; where nothing stands out from that, because the digit was cut out without a margin, it is one
 * of the two shades of the picture.
 *
 * @throws ImageError when nothing stands out
 */
export function findInk(gray: GrayImage): Ink {
  const byBorder = strongest(withoutLines(subtractPaper(gray)))
  const shades = standsOut(byBorder) ? undefined : subtractShade(gray)
  const found = shades ? strongest(shades) : byBorder
  if (!standsOut(found)) throw nothingFound(byBorder)
  const { sign, strengths, threshold, above, grain } = found
  const faintest = Math.min(Math.max(ABOVE_GRAIN * grain, HAZE * above), threshold / 2)
  const pixels = strengths.map((strength) =>
    Math.min(Math.max((strength - faintest) / (above - faintest), 0), 1),
  )
  return { ink: { width: gray.width, height: gray.height, pixels }, inverted: sign < 0 }
}

/** What may be ink in a picture. */
interface Candidate extends Otsu {
  /** -1 where it is darker than the paper. */
  readonly sign: 1 | -1
  /** How far each pixel differs that way, 0 or more. */
  readonly strengths: Float64Array
  readonly grain: number
}

function withoutLines({ image, grain }: Differences): Differences {
  return { image: removeRuledLines(image, leastContrast({ grain })), grain }
}

/** The differences of the sign that is the stronger one. */
function strongest({ image, grain }: Differences): Candidate {
  const skew = image.pixels.reduce((sum, difference) => sum + difference ** 3, 0)
  const sign = skew < 0 ? -1 : 1
  const strengths = image.pixels.map((difference) => Math.max(sign * difference, 0))
  return { sign, strengths, grain, ...otsu(strengths) }
}

function leastContrast({ grain }: Pick<Candidate, 'grain'>): number {
  return Math.max(LEAST_CONTRAST, ABOVE_GRAIN * grain)
}

function standsOut(candidate: Candidate): boolean {
  return candidate.above >= leastContrast(candidate)
}

function nothingFound(candidate: Candidate): ImageError {
  const least = leastContrast(candidate)
  if (least > 255) {
    return new ImageError(
      'picture: expected plain paper around a digit, found a border of many shades; ' +
        'leave a margin of paper around the digit, or use a plainer ground',
    )
  }
  return new ImageError(
    `picture: nothing stands out from the paper by ${least.toFixed(1)} of 255, found ` +
      `${candidate.above.toFixed(1)}; draw a digit with a darker pen, or on a plainer ground`,
  )
}
