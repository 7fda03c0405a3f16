import { ImageError } from '../errors'

/** Options of what decodes a picture. */
export interface DecodeOptions {
  /**
   * Most bytes of memory that decoding may take, estimated from the size that the file declares.
   * Default: 64 MB and as many bytes for each byte of the file as a photograph needs, 256 for JPEG
   * and 32 for PNG, but at most 1 GB.
   */
  memory?: number
}

const BASE = 64e6
const MOST = 1e9

/**
 * Refuses a picture that needs more memory than a file of its length justifies: flat pictures of any
 * size can be packed into a few bytes.
 *
 * @param needs bytes that decoding takes
 * @param perByte bytes that each byte of the file justifies
 * @throws ImageError that names the size, before anything is decoded
 */
export function requireMemory(
  { width, height, needs }: { width: number; height: number; needs: number },
  { bytes, perByte, memory }: { bytes: number; perByte: number; memory: number | undefined },
): void {
  const allowed = memory ?? Math.min(BASE + perByte * bytes, MOST)
  if (needs <= allowed) return
  const megabytes = (count: number): string => `${Math.round(count / 1e6)} MB`
  throw new ImageError(
    `picture: decoding ${width} x ${height} pixels from ${bytes} bytes needs about ${megabytes(needs)}, ` +
      `more than the ${megabytes(allowed)} allowed; scale it down, or set the option \`memory\``,
  )
}
