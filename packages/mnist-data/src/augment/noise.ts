import { options } from '@handwritten/checks'
import { checkCall, someNumber } from '../checks'
import { ValueError } from '../errors'
import type { Augmentation } from './augmentation'
import { RandomStream } from './random-stream'

const noiseArguments = {
  options: /* @__PURE__ */ options<{ std: number }>({ std: someNumber }, 'std'),
}

/** Adds normal noise to every pixel; `std` is in units of a byte, 0 to 255. */
export function noise(options: { std: number }): Augmentation {
  checkCall('noise', arguments, noiseArguments)
  const { std } = options
  if (!(std >= 0 && std < Infinity)) {
    throw new ValueError(`noise: std must be 0 or more, found ${std}`)
  }
  return {
    augment: ({ pixels, height, width }, generator) => {
      const random = new RandomStream(generator)
      const numbers = new Float64Array(height * width)
      for (let start = 0; start < pixels.length; start += numbers.length) {
        random.fillNormal(numbers)
        add(numbers, std, pixels, start)
      }
    },
  }
}

/** Adds the numbers, times `std`, to the pixels from `start` on, rounded and held within a byte. */
function add(numbers: Float64Array, std: number, pixels: Uint8Array, start: number): void {
  for (let i = 0; i < numbers.length; i++) {
    const value = pixels[start + i] + std * numbers[i] + 0.5
    pixels[start + i] = Math.min(Math.max(value, 0), 255)
  }
}
