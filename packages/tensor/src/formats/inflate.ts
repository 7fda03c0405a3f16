import { describe } from '@handwritten/checks'
import { BackendError, FormatError } from '../core/errors'

/**
 * Unpacks deflated bytes that must make exactly `size` bytes, which the caller has limited. It stops at
 * the first byte more.
 */
export async function inflate(name: string, packed: Uint8Array, size: number): Promise<Uint8Array> {
  if (typeof DecompressionStream === 'undefined') {
    throw new BackendError(
      `decodeNpz: ${describe(name)} is compressed, which needs DecompressionStream; this engine does not have it`,
    )
  }
  const source = new Blob([packed.slice()]).stream()
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const bytes = new Uint8Array(size)
  let found = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (found + part.value.length <= size) bytes.set(part.value, found)
      found += part.value.length
      if (found > size) break
    }
  } catch (cause) {
    throw new FormatError(`decodeNpz: ${describe(name)} cannot be unpacked: ${String(cause)}`)
  }
  if (found !== size) {
    await reader.cancel().catch(() => undefined) // it fails when the bytes left over are wrong too
    throw new FormatError(
      `decodeNpz: ${describe(name)} claims ${size} bytes, found ${found > size ? 'more' : found}`,
    )
  }
  return bytes
}
