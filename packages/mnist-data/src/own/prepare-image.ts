import type { Tensor } from '@handwritten/tensor'
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
  const [height, width] = sizeOf(size)
  const raw = picture instanceof Uint8Array ? await decodeImage(picture) : picture
  const { pixels } = resize(toGray(raw), width, height)
  return uint8Tensor(
    Uint8Array.from(pixels, (value) => value + 0.5),
    [1, height, width],
  )
}
