import { isBytes } from '../bytes/is-bytes'
import { ImageError } from '../errors'
import { type GrayImage, grayImage } from './gray-image'
import { paperBehind } from './paper-behind'

/**
 * A picture as plain bytes, row by row, its channels beside each other: gray, gray and alpha, RGB,
 * or RGBA, which the length of `data` tells. A canvas's `ImageData` is one.
 */
export interface RawImage {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array | Uint8ClampedArray
}

/**
 * Brightness, 0 black to 255 white (Rec. 601), of the picture laid on white paper, or on black where
 * bright ink on a transparent ground would not show on white.
 */
export function toGray({ width, height, data }: RawImage): GrayImage {
  const channels = channelsOf({ width, height, data })
  const isColour = channels >= 3
  const light = grayImage(width, height, (x, y) => {
    const at = (y * width + x) * channels
    return isColour ? 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2] : data[at]
  })
  if (channels !== 2 && channels !== 4) return light
  const alpha = new Uint8Array(width * height)
  for (let i = 0; i < alpha.length; i++) alpha[i] = data[(i + 1) * channels - 1]
  const paper = paperBehind(light.pixels, alpha)
  for (let i = 0; i < alpha.length; i++) {
    const cover = alpha[i] / 255
    light.pixels[i] = light.pixels[i] * cover + paper * (1 - cover)
  }
  return light
}

function channelsOf({ width, height, data }: RawImage): number {
  if (!isBytes(data)) {
    throw new ImageError(
      'picture: expected the bytes of a PNG or JPEG file in a Uint8Array, or pixels as ' +
        '{ width, height, data }; read a file before you pass it',
    )
  }
  const isSize = (length: number): boolean => Number.isSafeInteger(length) && length > 0
  const channels = data.length / (width * height)
  if (isSize(width) && isSize(height) && [1, 2, 3, 4].includes(channels)) return channels
  throw new ImageError(
    `picture of ${width} x ${height}: needs 1 to 4 bytes a pixel, found ${data.length} bytes`,
  )
}
