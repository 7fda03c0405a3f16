import { pictureChunks } from './picture-chunks'
import type { RawImage } from './raw-image'

/** Decodes a PNG of any depth and colour type. */
export async function decodePng(bytes: Uint8Array): Promise<RawImage> {
  const picture = await pictureChunks(bytes)
  const { convertIndexedToRgb, decode } = await import('fast-png')
  const png = decode(picture, { checkCrc: true })
  const { width, height, depth, data } = png
  if (png.palette) return { width, height, data: convertIndexedToRgb(png) }
  if (depth === 16) return { width, height, data: Uint8Array.from(data, (value) => value >> 8) }
  if (depth < 8)
    return { width, height, data: grayOf(convertIndexedToRgb({ ...png, palette: ramp(depth) })) }
  return { width, height, data: Uint8Array.from(data) }
}

/** The grays of a PNG of 1, 2 or 4 bits, as a palette. */
function ramp(depth: number): number[][] {
  const last = 2 ** depth - 1
  return Array.from({ length: last + 1 }, (_, i) =>
    Array<number>(3).fill(Math.round((255 * i) / last)),
  )
}

function grayOf(rgb: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: rgb.length / 3 }, (_, i) => rgb[3 * i])
}
