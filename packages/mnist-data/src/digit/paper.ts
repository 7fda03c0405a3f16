import { type GrayImage, grayImage } from '../image/gray-image'
import { fitMostOf, type Point, valueAt } from './plane'

/** Part of the shorter side that the border is wide. */
const BORDER = 0.04
/** Pixels of the border that are looked at, evenly spread. */
const SAMPLE = 2000

/**
 * How much brighter (above 0) or darker each pixel is than the paper, whose light may fall off to
 * one side. The paper is what most of the border shows.
 */
export function subtractPaper(gray: GrayImage): GrayImage {
  const { width, height, pixels } = gray
  const paper = fitMostOf(borderOf(gray))
  return grayImage(width, height, (x, y) => pixels[y * width + x] - valueAt(paper, x, y))
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
