import { BackendError, FormatError } from '../core/errors'

/**
 * Unpacks deflated bytes that must make exactly `size` bytes. It stops at the first byte more, so
 * that memory is only taken for what the packed bytes really hold.
 */
export async function inflate(name: string, packed: Uint8Array, size: number): Promise<Uint8Array> {
  if (typeof DecompressionStream === 'undefined') {
    throw new BackendError(
      `decodeNpz: '${name}' is compressed, which needs DecompressionStream; this engine does not have it`,
    )
  }
  const source = new Blob([packed.slice()]).stream()
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const chunks: Uint8Array[] = []
  let found = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      chunks.push(part.value)
      found += part.value.length
      if (found > size) break
    }
  } catch (cause) {
    throw new FormatError(`decodeNpz: '${name}' cannot be unpacked: ${String(cause)}`)
  }
  if (found !== size) {
    await reader.cancel().catch(() => undefined) // it fails when the bytes left over are wrong too
    throw new FormatError(
      `decodeNpz: '${name}' claims ${size} bytes, found ${found > size ? 'more' : found}`,
    )
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
