import { reasonOf } from '../bytes/reason-of'
import { ImageError, PlatformError } from '../errors'
import { loadJpegDecoder } from './decode-jpeg'
import { loadPngDecoder } from './decode-png'
import type { DecodeOptions } from './memory-limit'
import type { RawImage } from './raw-image'

/**
 * Decodes a PNG or JPEG file, which is known by its first bytes, and turns it upright.
 *
 * @throws ImageError for other files, damaged ones, and those that need too much memory; PlatformError when the decoder cannot be loaded
 */
export async function decodeImage(
  bytes: Uint8Array,
  options: DecodeOptions = {},
): Promise<RawImage> {
  const format = formats.find(({ start, at = 0 }) =>
    start.every((byte, i) => bytes[at + i] === byte),
  )
  if (format?.load === undefined) {
    throw new ImageError(
      `picture: expected a PNG or JPEG file, found ${format?.name ?? describe(bytes)}; ` +
        'convert it, or give its pixels as { width, height, data }',
    )
  }
  const decode = await format.load().catch((cause: unknown) => {
    throw new PlatformError(
      `picture: the decoder of ${format.name} files cannot be loaded here (${reasonOf(cause)})`,
      { cause },
    )
  })
  try {
    return await decode(bytes, options)
  } catch (cause) {
    if (cause instanceof ImageError) throw cause
    throw new ImageError(`picture: a damaged ${format.name} file (${faultOf(cause)})`, { cause })
  }
}

/** Decodes the bytes of a file. */
export type Decoder = (bytes: Uint8Array, options: DecodeOptions) => Promise<RawImage>

/** Why a decoder failed. Errors of JavaScript itself, on which a decoder stumbles, say nothing of the file. */
function faultOf(cause: unknown): string {
  const isOfLanguage = cause instanceof TypeError || cause instanceof RangeError
  return isOfLanguage && !('code' in cause) ? 'its parts do not fit together' : reasonOf(cause)
}

interface Format {
  readonly name: string
  readonly start: readonly number[]
  /** Where `start` stands. Default 0. */
  readonly at?: number
  readonly load?: () => Promise<Decoder>
}

const formats: readonly Format[] = [
  { name: 'PNG', start: [0x89, 0x50, 0x4e, 0x47], load: loadPngDecoder },
  { name: 'JPEG', start: [0xff, 0xd8, 0xff], load: loadJpegDecoder },
  { name: 'a GIF', start: [0x47, 0x49, 0x46, 0x38] },
  { name: 'a WebP or another RIFF file', start: [0x52, 0x49, 0x46, 0x46] },
  { name: 'a BMP', start: [0x42, 0x4d] },
  { name: 'a TIFF', start: [0x49, 0x49, 0x2a, 0x00] },
  { name: 'a TIFF', start: [0x4d, 0x4d, 0x00, 0x2a] },
  { name: 'a HEIC or AVIF', at: 4, start: [0x66, 0x74, 0x79, 0x70] },
]

function describe(bytes: Uint8Array): string {
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0'))
  return start.length === 0 ? 'no bytes' : `bytes that start with ${start.join(' ')}`
}
