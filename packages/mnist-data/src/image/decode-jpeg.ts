import { jpegOrientation } from './jpeg-orientation'
import { MOST_PIXELS } from './limits'
import { orient } from './orient'
import type { RawImage } from './raw-image'

/** A decoder of JPEG files that turns them upright as their camera says. */
export async function loadJpegDecoder(): Promise<(bytes: Uint8Array) => Promise<RawImage>> {
  const { decode } = await import('jpeg-js')
  return async (bytes) => decodeJpeg(decode, bytes)
}

function decodeJpeg(decode: typeof import('jpeg-js').decode, bytes: Uint8Array): RawImage {
  const { width, height, data } = decode(bytes, {
    useTArray: true,
    tolerantDecoding: false,
    maxResolutionInMP: MOST_PIXELS / 1e6,
    maxMemoryUsageInMB: 2048,
  })
  return orient({ width, height, data }, jpegOrientation(bytes))
}
