import { ValueError } from '../errors'
import type { Augmentation } from './augmentation'
import { RandomStream } from './random-stream'

/** Adds normal noise to every pixel; `std` is in units of a byte, 0 to 255. */
export function noise({ std }: { std: number }): Augmentation {
  if (!(std >= 0 && std < Infinity)) {
    throw new ValueError(`noise: std must be 0 or more, found ${std}`)
  }
  return {
    augment: ({ pixels, count, height, width }, generator) => {
      const random = new RandomStream(generator)
      const numbers = new Float64Array(height * width)
      for (let image = 0, at = 0; image < count; image++) {
        random.fillNormal(numbers)
        for (const number of numbers) {
          pixels[at] = Math.min(Math.max(pixels[at] + std * number + 0.5, 0), 255)
          at++
        }
      }
    },
  }
}
