import type { Pixels } from '../../chart/pixel-image'
import type { TestDataEvent } from '../../training/inspection/events'

/** The pixels of one test image. */
export function imagePixels({ pixels, rows, columns }: TestDataEvent, image: number): Pixels {
  const size = rows * columns
  return { values: pixels.subarray(image * size, (image + 1) * size), rows, columns }
}
