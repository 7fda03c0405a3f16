import { type GrayImage, grayImage } from '../image/gray-image'
import { otsu } from '../image/otsu'
import { fitMostOf, medianOf, type Point, valueAt } from './plane'

/** Part of the shorter side that the border is wide. */
const BORDER = 0.04
/** Pixels of the border that are looked at, evenly spread. */
const SAMPLE = 2000

/**
 * Times the grain of the darker or brighter half by which two shades must differ; the halves of a normal
 * distribution differ by 3.2 times, those of an even one by 2.7.
 */
const SHADES_ABOVE_GRAIN = 6

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

/**
 * Takes the paper out of a picture that was cut at its ink, so that the border does not show the paper:
 * of the two shades that the picture has, the paper is the one in most of the corners, or else of most
 * of the pixels. Undefined where there are no two shades.
 */
export function subtractShade({ width, height, pixels }: GrayImage): Differences | undefined {
  const { threshold, below, above } = otsu(pixels)
  const bright = pixels.reduce((count, value) => count + Number(value >= threshold), 0)
  const corners = [0, width - 1, (height - 1) * width, height * width - 1]
  const brightCorners = corners.filter((place) => pixels[place] >= threshold).length
  const isBright = brightCorners === 2 ? 2 * bright > pixels.length : brightCorners > 2
  const paper = Array.from(pixels).filter((value) => value >= threshold === isBright)
  const level = medianOf(paper)
  const grain = medianOf(paper.map((value) => Math.abs(value - level))) / 0.6745
  if (above - below < SHADES_ABOVE_GRAIN * grain) return undefined
  return { image: { width, height, pixels: pixels.map((value) => value - level) }, grain }
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
