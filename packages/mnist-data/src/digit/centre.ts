import { type GrayImage, grayImage } from '../image/gray-image'

/** Side of an MNIST image. */
const FIELD = 28
/** Where MNIST puts the centre of mass, counted from the middle of the first pixel. */
const MIDDLE = 14

/** The digit in a field of 28 x 28, moved by whole pixels so that its centre of mass is in the middle. */
export function centreByMass({ width, height, pixels }: GrayImage): GrayImage {
  let mass = 0
  let momentX = 0
  let momentY = 0
  pixels.forEach((ink, place) => {
    mass += ink
    momentX += ink * (place % width)
    momentY += ink * Math.floor(place / width)
  })
  const left = offset(momentX / mass, width)
  const top = offset(momentY / mass, height)
  return grayImage(FIELD, FIELD, (x, y) => {
    const [column, row] = [x - left, y - top]
    const isInside = column >= 0 && row >= 0 && column < width && row < height
    return isInside ? pixels[row * width + column] : 0
  })
}

/** A digit never leaves the field, however uneven it is. */
function offset(centre: number, length: number): number {
  return Math.min(Math.max(Math.round(MIDDLE - centre), 0), FIELD - length)
}
