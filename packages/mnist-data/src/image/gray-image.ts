/** A picture of one number a pixel, row by row; what the numbers mean is said where it is made. */
export interface GrayImage {
  readonly width: number
  readonly height: number
  readonly pixels: Float64Array
}

/** A picture whose pixels are `value(x, y)`. */
export function grayImage(
  width: number,
  height: number,
  value: (x: number, y: number) => number,
): GrayImage {
  const pixels = new Float64Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels[i++] = value(x, y)
  }
  return { width, height, pixels }
}
