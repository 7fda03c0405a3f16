import { ImageError } from '../errors'
import type { Decoder } from './decode-image'
import { jpegFrame } from './jpeg-frame'
import { jpegOrientation } from './jpeg-orientation'
import { MOST_PIXELS } from './limits'
import { type DecodeOptions, requireMemory } from './memory-limit'
import { orient } from './orient'
import type { RawImage } from './raw-image'

/** A decoder of JPEG files that turns them upright as their camera says. */
export async function loadJpegDecoder(): Promise<Decoder> {
  const { decode } = await import('jpeg-js')
  return async (bytes, options) => decodeJpeg(decode, bytes, options)
}

/** Bytes that a file of a byte justifies: photographs have 10 pixels a byte at most. */
const PER_BYTE = 256
/** Bytes that decoding takes for a pixel, and for each of its components; measured on jpeg-js 0.4.4. */
const [PIXEL, COMPONENT] = [20, 6]

function decodeJpeg(
  decode: typeof import('jpeg-js').decode,
  bytes: Uint8Array,
  { memory }: DecodeOptions,
): RawImage {
  const frame = jpegFrame(bytes)
  if (frame === undefined) throw new ImageError('picture: a JPEG file that does not say its size')
  const { width, height, components } = frame
  if (components > 4)
    throw new ImageError(`picture: a JPEG file of ${components} components, expected 1 to 4`)
  const pixels = width * height
  const needs = pixels * (PIXEL + COMPONENT * components)
  requireMemory({ width, height, needs }, { bytes: bytes.length, perByte: PER_BYTE, memory })
  const { data } = decode(bytes, {
    useTArray: true,
    tolerantDecoding: false,
    formatAsRGBA: false,
    // The decoder finds the size by itself; it must be the same.
    maxResolutionInMP: Math.min(pixels, MOST_PIXELS) / 1e6,
    maxMemoryUsageInMB: Math.ceil(needs / 1e6) + 16,
  })
  return orient({ width, height, data }, jpegOrientation(bytes))
}
