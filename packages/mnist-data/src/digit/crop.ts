import { type GrayImage, grayImage } from '../image/gray-image'

/** The smallest part of the picture that holds all of its ink; it has some. */
export function cropToInk({ width, height, pixels }: GrayImage): GrayImage {
  let left = width
  let right = -1
  let top = height
  let bottom = -1
  pixels.forEach((ink, place) => {
    if (ink === 0) return
    const x = place % width
    const y = Math.floor(place / width)
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  })
  return grayImage(
    right - left + 1,
    bottom - top + 1,
    (x, y) => pixels[(top + y) * width + left + x],
  )
}
