import { optional, string } from '@handwritten/checks'
import { bytesCheck, checkCall } from '../checks'
import { IdxError } from '../errors'
import { decodeElements } from './decode-elements'
import { type IdxArrays, type IdxDType, idxItemSize, idxTypes } from './idx-type'

/** The content of an IDX file: `data` holds the elements in row-major order. */
export interface IdxFile<D extends IdxDType = IdxDType> {
  readonly dtype: D
  readonly shape: readonly number[]
  readonly data: IdxArrays[D]
}

/**
 * Reads an uncompressed IDX file: two zero bytes, the element type, the number of dimensions, each
 * dimension as a big-endian uint32, then the elements, big-endian and nothing after them. Every
 * field is checked against the length of the file before anything is allocated.
 *
 * Elements of one byte are a view of `bytes`, not a copy.
 *
 * @param label what the error messages call the file
 * @throws IdxError whose `fault` names the broken rule
 */
export function parseIdx(bytes: Uint8Array, label = 'parseIdx'): IdxFile {
  checkCall('parseIdx', arguments, { bytes: bytesCheck, label: optional(string) })
  const { dtype, rank } = readMagic(bytes, label)
  const shape = readShape(bytes, rank, label)
  const header = 4 + 4 * rank
  checkLength(bytes.length - header, shape, dtype, label)
  return { dtype, shape, data: decodeElements(bytes.subarray(header), dtype) }
}

function readMagic(bytes: Uint8Array, label: string): { dtype: IdxDType; rank: number } {
  if (bytes.length < 4) {
    throw new IdxError(
      'length',
      `${label}: an IDX file has at least 4 bytes, found ${bytes.length}`,
    )
  }
  const [zero, zeroToo, type, rank] = bytes
  if (zero !== 0 || zeroToo !== 0) {
    throw new IdxError(
      'magic',
      `${label}: an IDX file starts with two zero bytes, found ${hex(zero)} ${hex(zeroToo)}${guess(bytes)}`,
    )
  }
  const dtype = idxTypes.get(type)
  if (dtype === undefined) {
    const known = [...idxTypes].map(([code, name]) => `${hex(code)} (${name})`).join(', ')
    throw new IdxError('type', `${label}: unknown element type ${hex(type)}; IDX has ${known}`)
  }
  if (rank === 0) {
    throw new IdxError('dimensions', `${label}: an IDX file has at least one dimension, found 0`)
  }
  return { dtype, rank }
}

function readShape(bytes: Uint8Array, rank: number, label: string): number[] {
  const header = 4 + 4 * rank
  if (bytes.length < header) {
    throw new IdxError(
      'dimensions',
      `${label}: ${rank} dimensions need a header of ${header} bytes, the file ends at ${bytes.length}`,
    )
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, header)
  return Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis))
}

function checkLength(found: number, shape: number[], dtype: IdxDType, label: string): void {
  const size = shape.includes(0) ? 0 : shape.reduce((product, length) => product * length, 1)
  const expected = size * idxItemSize[dtype]
  const claim = `shape [${shape.join(', ')}] of ${dtype}`
  if (!Number.isSafeInteger(expected)) {
    throw new IdxError('overflow', `${label}: ${claim} is larger than any file can be`)
  }
  if (found !== expected) {
    throw new IdxError(
      'length',
      `${label}: ${claim} needs ${expected} bytes after the header, found ${found}: the file is ` +
        (found < expected ? 'cut short' : 'too long'),
    )
  }
}

function guess(bytes: Uint8Array): string {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return ' (gzip: decompress it with gunzip first)'
  if (bytes[0] === 0x3c) return ' ("<": this looks like a web page)'
  return ''
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`
}
