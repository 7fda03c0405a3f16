import { decodeSafetensors, encodeSafetensors, type SafetensorsFile } from '@handwritten/tensor'
import { CheckpointError } from '../errors'
import { crc32 } from './crc32'
import { messageOf } from './message-of'

const KIND = 'handwritten checkpoint'
/** The form of the contents; a reader refuses those that are newer than it. */
const VERSION = 1

/** How a file begins after the eight bytes that tell the length of its header. */
const BEGINNING = '{"__metadata__":{"checksum":"'
const UNSEALED = '00000000'
const SEAL_START = 8 + BEGINNING.length
const SEAL_END = SEAL_START + UNSEALED.length

/** The bytes of a safetensors file that tells its kind and version, and whether it is damaged. */
export function encodeSealed({ tensors, metadata }: SafetensorsFile): Uint8Array {
  const kind = { checksum: UNSEALED, format: `${KIND} ${VERSION}` }
  // The checksum comes first, where it is found again; no note may take its place or the format's.
  const bytes = encodeSafetensors({ tensors, metadata: { ...kind, ...metadata, ...kind } })
  bytes.set(new TextEncoder().encode(sealOf(bytes)), SEAL_START)
  return bytes
}

/**
 * What such a file holds.
 * @throws CheckpointError when the bytes are damaged, of another kind, or of a newer version
 */
export function decodeSealed(bytes: Uint8Array): Required<SafetensorsFile> {
  const file = decodeFile(bytes)
  const { format, checksum } = file.metadata
  const version = format?.match(/^handwritten checkpoint (\d+)$/)?.[1]
  if (version === undefined) {
    const found = format === undefined ? 'none' : `'${format}'`
    throw new CheckpointError(
      'foreign',
      `expected the format '${KIND} ${VERSION}', found ${found}; this is another kind of safetensors file`,
    )
  }
  if (Number(version) > VERSION) {
    throw new CheckpointError(
      'newer',
      `the file has version ${version}, and this program reads up to ${VERSION}; use a newer one`,
    )
  }
  const seal = sealOf(bytes)
  if (checksum !== seal || textAt(bytes, SEAL_START, SEAL_END) !== seal) {
    throw new CheckpointError(
      'damaged',
      `the checksum is ${seal}, but should be ${checksum}: bytes of the file have changed`,
    )
  }
  return file
}

function decodeFile(bytes: Uint8Array): Required<SafetensorsFile> {
  try {
    return decodeSafetensors(bytes)
  } catch (cause) {
    throw new CheckpointError(
      'damaged',
      `no safetensors file, or not all of one: ${messageOf(cause)}`,
      { cause },
    )
  }
}

/** The checksum of all bytes but its own eight. */
function sealOf(bytes: Uint8Array): string {
  const sum = crc32(bytes.subarray(0, SEAL_START), bytes.subarray(SEAL_END))
  return sum.toString(16).padStart(UNSEALED.length, '0')
}

function textAt(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder().decode(bytes.subarray(start, end))
}
