import type { Decoder } from './decode-image'
import { orient } from './orient'
import { chunksOf, pictureOf } from './picture-chunks'
import { pngOrientation } from './png-orientation'
import type { RawImage } from './raw-image'

type PngDecoder = Pick<typeof import('fast-png'), 'convertIndexedToRgb' | 'decode'>

/** A decoder of PNG files of any depth and colour type, which it turns upright as they say. */
export async function loadPngDecoder(): Promise<Decoder> {
  const decoder = await import('fast-png')
  return async (bytes, { memory }) => {
    const chunks = chunksOf(bytes)
    const picture = pixelsOf(decoder, await pictureOf(bytes, chunks, memory))
    return orient(picture, await pngOrientation(chunks))
  }
}

function pixelsOf({ convertIndexedToRgb, decode }: PngDecoder, picture: Uint8Array): RawImage {
  const png = decode(picture, { checkCrc: true })
  const { width, height, depth, data } = png
  if (png.palette) return { width, height, data: convertIndexedToRgb(png) }
  if (depth === 16) return { width, height, data: upperBytes(data) }
  if (depth < 8)
    return { width, height, data: grayOf(convertIndexedToRgb({ ...png, palette: ramp(depth) })) }
  return { width, height, data: data as Uint8Array }
}

/** The upper byte of each sample of 16 bits. */
function upperBytes(samples: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(samples.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = samples[i] >> 8
  return bytes
}

/** The grays of a PNG of 1, 2 or 4 bits, as a palette. */
function ramp(depth: number): number[][] {
  const last = 2 ** depth - 1
  return Array.from({ length: last + 1 }, (_, i) =>
    Array<number>(3).fill(Math.round((255 * i) / last)),
  )
}

function grayOf(rgb: Uint8Array): Uint8Array {
  const grays = new Uint8Array(rgb.length / 3)
  for (let i = 0; i < grays.length; i++) grays[i] = rgb[3 * i]
  return grays
}
