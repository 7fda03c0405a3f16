import { optional, options, string } from '@handwritten/checks'
import { bytesCheck, checkCall, someNumber } from '../checks'
import { GzipError } from '../errors'
import { concatenate } from './concatenate'
import { reasonOf } from './reason-of'

/** Whether the bytes start as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  checkCall('isGzip', arguments, { bytes: bytesCheck })
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** Options of `gunzip`. */
export interface GunzipOptions {
  /**
   * Most bytes that may come out; what holds more is refused while it is read. Default: 32 MB and 16
   * bytes for each byte of the file, at most 1 GiB.
   */
  limit?: number
  /** What the error messages call the file. */
  label?: string
}

function defaultLimit({ length }: Uint8Array): number {
  return Math.min(32e6 + 16 * length, 2 ** 30)
}

const gunzipArguments = {
  bytes: bytesCheck,
  options: /* @__PURE__ */ optional(options<GunzipOptions>({ limit: someNumber, label: string })),
}

/**
 * Decompresses one gzip member and checks its length and CRC-32. Memory grows with what has really
 * come out, never beyond `limit`.
 *
 * @throws GzipError for bytes that are cut short, damaged or followed by others, and beyond `limit`
 */
export async function gunzip(
  bytes: Uint8Array<ArrayBuffer>,
  options: GunzipOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  checkCall('gunzip', arguments, gunzipArguments)
  const { limit = defaultLimit(bytes), label = 'gunzip' } = options
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new GzipError(`${label}: not a whole gzip file (${reasonOf(cause)})`, { cause })
    })
    if (done) return concatenate(chunks, length)
    length += value.length
    if (length > limit) {
      await reader.cancel()
      throw new GzipError(
        `${label}: decompresses to more than the ${limit} bytes allowed; it is another file, or made to fill memory`,
      )
    }
    chunks.push(value)
  }
}
