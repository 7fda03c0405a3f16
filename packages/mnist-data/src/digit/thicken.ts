import { type GrayImage, grayImage } from '../image/gray-image'

/** Width of a thin MNIST stroke, where the digit is 20 pixels long. */
const THIN_STROKE = 2
const DIGIT = 20

/**
 * Widens strokes that would all but vanish when the digit is made 20 pixels long, as those of a fine
 * pen do, to the width of thin ones in MNIST. Thicker strokes stay as they are.
 */
export function thicken(ink: GrayImage): GrayImage {
  const wanted = (THIN_STROKE * Math.max(ink.width, ink.height)) / DIGIT
  const reach = (wanted - strokeWidth(ink)) / 2
  return reach < 0.5 ? ink : dilate(ink, reach)
}

/**
 * A stroke of length l and width w has area l w and outline 2 l. The outline is the sum of the steps
 * between neighbours, times pi / 4, because a slanted line takes more of them (Cauchy and Crofton).
 */
function strokeWidth({ width, height, pixels }: GrayImage): number {
  let area = 0
  let steps = 0
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x <= width; x++) {
      const here = x < width && y < height ? pixels[y * width + x] : 0
      const left = x > 0 && y < height ? pixels[y * width + x - 1] : 0
      const above = y > 0 && x < width ? pixels[(y - 1) * width + x] : 0
      area += here
      steps += Math.abs(here - left) + Math.abs(here - above)
    }
  }
  return (2 * area) / ((Math.PI / 4) * steps)
}

/** Each pixel becomes the darkest within `reach` of it; the picture grows by as much on each side. */
function dilate({ width, height, pixels }: GrayImage, reach: number): GrayImage {
  const margin = Math.ceil(reach)
  const disk: [number, number][] = []
  for (let dy = -margin; dy <= margin; dy++) {
    for (let dx = -margin; dx <= margin; dx++) {
      if (dx * dx + dy * dy <= reach * reach) disk.push([dx, dy])
    }
  }
  return grayImage(width + 2 * margin, height + 2 * margin, (x, y) => {
    let darkest = 0
    for (const [dx, dy] of disk) {
      const [column, row] = [x - margin + dx, y - margin + dy]
      const isInside = column >= 0 && row >= 0 && column < width && row < height
      if (isInside) darkest = Math.max(darkest, pixels[row * width + column])
    }
    return darkest
  })
}
