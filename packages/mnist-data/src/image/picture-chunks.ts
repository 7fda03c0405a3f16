import { concatenate } from '../bytes/concatenate'
import { ImageError } from '../errors'
import { MOST_PIXELS } from './limits'

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

/** Samples a pixel, by colour type; PNG specification, 11.2.1. */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/**
 * A PNG file without what is not its picture, when that picture is no larger than it says.
 * @throws ImageError when it is cut short, has too many pixels, or inflates to more than these need
 */
export async function pictureChunks(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const chunks = chunksOf(bytes).filter(({ type }) => PICTURE.has(type))
  const [header, ...rest] = chunks
  if (header?.type !== 'IHDR' || header.data.length !== 13)
    throw new ImageError('picture: a PNG file that does not begin with its size')
  if (rest.some(({ type }) => type === 'IHDR'))
    throw new ImageError('picture: a PNG file with two sizes')
  const pixelData = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)
  await checkInflated(join(pixelData), mostBytes(header.data))
  return join([bytes.subarray(0, SIGNATURE_BYTES), ...chunks.map(({ whole }) => whole)])
}

interface Chunk {
  readonly type: string
  readonly data: Uint8Array
  readonly whole: Uint8Array
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  for (let at = SIGNATURE_BYTES; at < bytes.length; ) {
    const length = at + 8 <= bytes.length ? view.getUint32(at) : Number.POSITIVE_INFINITY
    const end = at + AROUND + length
    if (end > bytes.length) throw new ImageError('picture: a PNG file that is cut short')
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) })
    at = end
  }
  return chunks
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

/** Inflates without keeping anything, and stops where it is too much. */
async function checkInflated(deflated: Uint8Array<ArrayBuffer>, most: number): Promise<void> {
  const inflating = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate'))
  const reader = inflating.getReader()
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    length += value.length
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
