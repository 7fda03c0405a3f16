import type { Line } from '../text/span'
import { type PixelImageOptions, type Pixels, pixelImage } from './pixel-image'

/** Pictures that are kept of one owner; more are never on one screen. */
const kept = 256

const pictures = new WeakMap<object, Map<string, readonly Line[]>>()

/**
 * {@link pixelImage} of a picture that does not change as long as its `owner` is the same object, and
 * that is shown again in every frame: it is drawn once.
 */
export function cachedPicture(
  owner: object,
  place: number,
  pixels: () => Pixels,
  options: PixelImageOptions,
): readonly Line[] {
  const own = pictures.get(owner) ?? new Map<string, readonly Line[]>()
  pictures.set(owner, own)
  const { width, height, ramp, charset, depth } = options
  const key = `${place} ${width}x${height} ${ramp} ${charset.name} ${depth}`
  const known = own.get(key)
  if (known !== undefined) return known
  if (own.size >= kept) own.clear()
  const drawn = pixelImage(pixels(), options)
  own.set(key, drawn)
  return drawn
}
