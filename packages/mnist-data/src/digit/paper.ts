import { type GrayImage, grayImage } from '../image/gray-image'
import { fitMostOf, medianOf, type Point, valueAt } from './plane'

/** Part of the shorter side that the border is wide. */
const BORDER = 0.04
/** Pixels of the border that are looked at, evenly spread. */
const SAMPLE = 2000

/** A picture without its paper. */
export interface Differences {
  /** How much brighter (above 0) or darker than the paper each pixel is. */
  readonly image: GrayImage
  /** Standard deviation of the paper itself: its grain, the noise of a camera. */
  readonly grain: number
}

/**
 * Takes the paper out of a picture, whose light may fall off to one side. The paper is what most of
 * the border shows.
 */
export function subtractPaper({ width, height, pixels }: GrayImage): Differences {
  const border = borderOf({ width, height, pixels })
  const paper = fitMostOf(border)
  const distances = border.map(({ x, y, value }) => Math.abs(value - valueAt(paper, x, y)))
  return {
    image: grayImage(width, height, (x, y) => pixels[y * width + x] - valueAt(paper, x, y)),
    // Half of all normal numbers lie within 0.6745 deviations.
    grain: medianOf(distances) / 0.6745,
  }
}

function borderOf({ width, height, pixels }: GrayImage): Point[] {
  const wide = Math.max(1, Math.round(BORDER * Math.min(width, height)))
  const points: Point[] = []
  for (let y = 0; y < height; y++) {
    const isEdge = y < wide || y >= height - wide
    for (let x = 0; x < width; x++) {
      if (isEdge || x < wide || x >= width - wide)
        points.push({ x, y, value: pixels[y * width + x] })
    }
  }
  const step = Math.ceil(points.length / SAMPLE)
  return points.filter((_, i) => i % step === 0)
}
