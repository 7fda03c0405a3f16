import { check } from '@handwritten/checks'
import type { Tensor } from '@handwritten/tensor'
import { asBytes, isBytes } from '../bytes/is-bytes'
import { checkCall } from '../checks'
import { uint8Tensor } from '../dataset/typed-tensor'
import { decodeImage } from '../image/decode-image'
import { type RawImage, toGray } from '../image/raw-image'
import { resize } from '../image/resize'
import { sizeOf } from './labelled-images'

/**
 * The brightness of a picture, resized to `size` [height, width]: an image uint8 [1, height, width], as
 * {@link loadImageFolder} reads them. Transparency becomes white.
 *
 * @param picture a PNG or JPEG file, or raw pixels such as a canvas's `ImageData`
 * @throws ImageError if it cannot be decoded, ValueError if the size is invalid
 */
export async function prepareImage(
  picture: Uint8Array | RawImage,
  size: number | readonly [height: number, width: number],
): Promise<Tensor<'uint8'>> {
  checkCall('prepareImage', arguments, prepareArguments)
  const [height, width] = sizeOf(size)
  const raw = isBytes(picture) ? await decodeImage(asBytes(picture)) : picture
  const { pixels } = resize(toGray(raw), width, height)
  return uint8Tensor(rounded(pixels), [1, height, width])
}

/** Brightness from 0 to 255 as the nearest bytes. */
function rounded(pixels: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pixels.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = pixels[i] + 0.5
  return bytes
}

const isSide = (side: unknown): boolean => Number.isSafeInteger(side) && Number(side) >= 1

const prepareArguments = {
  picture: /* @__PURE__ */ check<Uint8Array | RawImage>(
    'the bytes of a PNG or JPEG file, or a picture as { width, height, data }',
    (value) => typeof value === 'object' && value !== null,
  ),
  size: /* @__PURE__ */ check<number | readonly [number, number]>(
    'an integer of at least 1, or two as [height, width]',
    (value) => isSide(value) || (Array.isArray(value) && value.length === 2 && value.every(isSide)),
  ),
}
