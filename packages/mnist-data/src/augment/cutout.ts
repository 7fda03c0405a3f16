import { options } from '@handwritten/checks'
import { checkCall, someNumber } from '../checks'
import { ValueError } from '../errors'
import type { Augmentation } from './augmentation'
import { RandomStream } from './random-stream'

const cutoutArguments = {
  options: /* @__PURE__ */ options<{ size: number }>({ size: someNumber }),
}

/**
 * Cutout (DeVries and Taylor, 2017): a square of `size` pixels, whose middle lies anywhere in the
 * image, becomes background; the part of it that falls outside is lost.
 */
export function cutout(options: { size: number }): Augmentation {
  checkCall('cutout', arguments, cutoutArguments)
  const { size } = options
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new ValueError(`cutout: size must be a whole number of pixels from 1 on, found ${size}`)
  }
  return {
    augment: ({ pixels, count, height, width }, generator) => {
      const random = new RandomStream(generator)
      for (let image = 0; image < count; image++) {
        const [top, bottom] = span(random.uniform(), height, size)
        const [left, right] = span(random.uniform(), width, size)
        for (let row = top; row < bottom; row++) {
          const line = (image * height + row) * width
          pixels.fill(0, line + left, line + right)
        }
      }
    },
  }
}

/** From and to of `size` pixels about a middle at `place` (0 to 1) of an axis. */
function span(place: number, length: number, size: number): [number, number] {
  const first = Math.floor(place * length) - Math.floor(size / 2)
  return [Math.max(first, 0), Math.min(first + size, length)]
}
