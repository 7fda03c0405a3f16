import { exifOrientation } from './exif-orientation'
import { MOST_PIXELS } from './limits'
import { orient } from './orient'
import type { RawImage } from './raw-image'

/** Decodes a JPEG and turns it upright as its camera says. */
export async function decodeJpeg(bytes: Uint8Array): Promise<RawImage> {
  const { decode } = await import('jpeg-js')
  const { width, height, data } = decode(bytes, {
    useTArray: true,
    tolerantDecoding: false,
    maxResolutionInMP: MOST_PIXELS / 1e6,
    maxMemoryUsageInMB: 2048,
  })
  return orient({ width, height, data }, exifOrientation(bytes))
}
