import { ValueError } from '../errors'
import type { Augmentation } from './augmentation'

/** Adds normal noise to every pixel; `std` is in units of a byte, 0 to 255. */
export function noise({ std }: { std: number }): Augmentation {
  if (!(std >= 0 && std < Infinity)) {
    throw new ValueError(`noise: std must be 0 or more, found ${std}`)
  }
  return {
    augment: ({ pixels, count, height, width }, generator) => {
      const numbers = generator.normal([count, height * width]).data
      for (let i = 0; i < numbers.length; i++) {
        const value = pixels[i] + std * numbers[i] + 0.5
        pixels[i] = Math.min(Math.max(value, 0), 255)
      }
    },
  }
}
