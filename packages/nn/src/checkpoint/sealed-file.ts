import { describe } from '@handwritten/checks'
import { decodeSafetensors, encodeSafetensors, type SafetensorsFile } from '@handwritten/tensor'
import { bytesCheck, checkCall } from '../checks'
import { CheckpointError } from '../errors'
import { crc32 } from './crc32'
import { messageOf } from './message-of'

const KIND = 'handwritten checkpoint'
/** The form of the contents; a reader refuses those that are newer than it. */
const VERSION = 2

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
  checkSeal(file, bytes)
  return file
}

/**
 * The tensors and the metadata of a safetensors file of any kind. A file that claims to be a checkpoint
 * is verified: its checksum must match, and its version must be known.
 * @throws CheckpointError when the bytes are no safetensors file, or a checkpoint that is damaged or newer
 */
export function decodeWeights(bytes: Uint8Array): Required<SafetensorsFile> {
  checkCall('decodeWeights', arguments, { bytes: bytesCheck })
  const file = decodeFile(bytes)
  const isSealed = textAt(bytes, 8, SEAL_START) === BEGINNING
  if (isSealed || file.metadata.format?.startsWith(KIND)) checkSeal(file, bytes)
  return file
}

/** The version in the metadata of a checkpoint, undefined in those of other files. */
export function versionOf({ format }: Readonly<Record<string, string>>): number | undefined {
  const digits = format?.match(/^handwritten checkpoint (\d{1,9})$/)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function checkSeal({ metadata }: Required<SafetensorsFile>, bytes: Uint8Array): void {
  const { format, checksum } = metadata
  const version = versionOf(metadata)
  if (version === undefined) {
    const found = format === undefined ? 'none' : describe(format)
    throw new CheckpointError(
      'foreign',
      `expected the format '${KIND} ${VERSION}', found ${found}; this is another kind of safetensors file`,
    )
  }
  if (version > VERSION || version === 0) {
    throw new CheckpointError(
      'newer',
      `the file has version ${version}, and this program reads versions 1 to ${VERSION}; use a newer one`,
    )
  }
  const seal = sealOf(bytes)
  if (checksum !== seal || textAt(bytes, SEAL_START, SEAL_END) !== seal) {
    throw new CheckpointError(
      'damaged',
      `the checksum is ${seal}, but should be ${describe(checksum)}: bytes of the file have changed`,
    )
  }
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
