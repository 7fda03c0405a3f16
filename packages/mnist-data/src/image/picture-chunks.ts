import { concatenate } from '../bytes/concatenate'
import { ImageError } from '../errors'
import { Adler32 } from './adler32'
import { type Chunk, chunkOf, isSound } from './chunk'
import { MOST_PIXELS } from './limits'
import { requireMemory } from './memory-limit'

const SIGNATURE_BYTES = 8
/** Length, type and checksum around the data of a chunk. */
const AROUND = 12
/** What a picture is made of; all else (profiles, texts, animations) may inflate to any size and is left out. */
const PICTURE = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])

/** One pixel of how many each pass holds, across and down; PNG specification, 8.2. */
const WHOLE = [[1, 1]]
const INTERLACED = [
  [8, 8],
  [8, 8],
  [4, 8],
  [4, 4],
  [2, 4],
  [2, 2],
  [1, 2],
]

/** Bytes that a file of a byte justifies: photographs have a pixel a byte at most, screens a few. */
const PER_BYTE = 32
/** The colour type of pixels that are places in a palette. */
const INDEXED = 3

/** Samples a pixel, by colour type; PNG specification, 11.2.1. */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/**
 * A PNG file of the chunks that are its picture, when that is no larger than it says.
 * @param memory as in {@link DecodeOptions}
 * @throws ImageError when it has too many pixels, needs too much memory, inflates to more than its pixels
 *   need, or has no palette where its pixels are places in one
 */
export async function pictureOf(
  bytes: Uint8Array,
  all: readonly Chunk[],
  memory?: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks = all.filter(({ type }) => PICTURE.has(type))
  const [header, ...rest] = chunks
  if (header?.type !== 'IHDR' || header.data.length !== 13)
    throw new ImageError('picture: a PNG file that does not begin with its size')
  if (rest.some(({ type }) => type === 'IHDR'))
    throw new ImageError('picture: a PNG file with two sizes')
  const most = mostBytes(header.data)
  requireMemory(needsOf(header.data, most), { bytes: bytes.length, perByte: PER_BYTE, memory })
  if (header.data[9] === INDEXED && !rest.some(({ type }) => type === 'PLTE'))
    throw new ImageError('picture: an indexed PNG file without a palette')
  const parts = chunks.filter(({ type }) => type === 'IDAT')
  const deflated = join(parts.map(({ data }) => data))
  const length = await streamLength(deflated, most)
  const kept =
    length === deflated.length ? chunks : withPixels(chunks, deflated.subarray(0, length))
  return join([bytes.subarray(0, SIGNATURE_BYTES), ...kept.map(({ whole }) => whole)])
}

/**
 * The chunks with the pixel data in one chunk, without what follows its end there.
 * @throws ImageError when the checksum of a chunk that held it is wrong, which no decoder sees any more
 */
function withPixels(chunks: readonly Chunk[], deflated: Uint8Array): Chunk[] {
  const first = chunks.findIndex(({ type }) => type === 'IDAT')
  const damaged = chunks.some((chunk) => chunk.type === 'IDAT' && !isSound(chunk))
  if (damaged)
    throw new ImageError('picture: a damaged PNG file (a checksum of its pixels is wrong)')
  return chunks.flatMap((chunk, place) => {
    if (chunk.type !== 'IDAT') return [chunk]
    return place === first ? [chunkOf('IDAT', deflated)] : []
  })
}

/**
 * The chunks of a PNG file up to its end. What follows the end is not looked at, as other decoders do.
 * @throws ImageError when it is cut short
 */
export function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  for (let at = SIGNATURE_BYTES; at < bytes.length; ) {
    const length = at + 8 <= bytes.length ? view.getUint32(at) : Number.POSITIVE_INFINITY
    const end = at + AROUND + length
    if (end > bytes.length) throw new ImageError('picture: a PNG file that is cut short')
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) })
    if (type === 'IEND') break
    at = end
  }
  return chunks
}

/** What decoding takes: measured on fast-png 8.0.0, with the brightness of each pixel as a float64 after it. */
function needsOf(
  header: Uint8Array,
  inflated: number,
): { width: number; height: number; needs: number } {
  const view = new DataView(header.buffer, header.byteOffset)
  const [width, height, depth] = [view.getUint32(0), view.getUint32(4), header[8]]
  const isConverted = depth < 8 || header[9] === INDEXED
  const needs = (depth === 16 ? 5.2 : 4.7) * inflated + width * height * (isConverted ? 13 : 9)
  return { width, height, needs }
}

/** Bytes that the pixels inflate to at most: in each pass rows of whole bytes, with one in front. */
function mostBytes(header: Uint8Array): number {
  const view = new DataView(header.buffer, header.byteOffset)
  const [width, height] = [view.getUint32(0), view.getUint32(4)]
  if (width * height > MOST_PIXELS)
    throw new ImageError(`picture: ${width} x ${height} is more than ${MOST_PIXELS} pixels`)
  const bits = (SAMPLES[header[9]] ?? 4) * header[8]
  const passes = header[12] === 0 ? WHOLE : INTERLACED
  return passes.reduce((sum, [across, down]) => {
    const rowBytes = 1 + Math.ceil((Math.ceil(width / across) * bits) / 8)
    return sum + Math.ceil(height / down) * rowBytes
  }, 0)
}

/**
 * The length of the zlib stream that the pixels are in, which other bytes may follow. Inflates without
 * keeping anything, and stops where it is too much.
 */
async function streamLength(deflated: Uint8Array<ArrayBuffer>, most: number): Promise<number> {
  const inflating = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate'))
  const reader = inflating.getReader()
  const checksum = new Adler32()
  let length = 0
  for (;;) {
    const next = await reader.read().catch((error: unknown) => {
      const end = length === most ? checksum.endIn(deflated) : undefined
      if (end === undefined) throw error
      return end
    })
    if (typeof next === 'number') return next
    const { done, value } = next
    if (done) return deflated.length
    length += value.length
    checksum.update(value)
    if (length <= most) continue
    await reader.cancel()
    throw new ImageError(
      `picture: a PNG file that inflates to more than the ${most} bytes of its pixels; it is made to fill memory`,
    )
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concatenate(
    parts,
    parts.reduce((sum, { length }) => sum + length, 0),
  )
}
