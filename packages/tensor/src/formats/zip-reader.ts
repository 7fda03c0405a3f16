import { describe } from '@handwritten/checks'
import { FormatError } from '../core/errors'
import { crc32 } from './crc32'
import { inflate } from './inflate'

/** One file in an archive, with the place of its bytes. */
export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly checksum: number
  /** Bytes when unpacked. */
  readonly size: number
  readonly packed: Uint8Array
  readonly encrypted: boolean
}

const endSignature = 0x06054b50
const endLength = 22
const directorySignature = 0x02014b50
const directoryLength = 46
const localSignature = 0x04034b50
const localLength = 30
const maxComment = 0xffff
/** Deflate makes nothing smaller than this many times. Source: RFC 1951, 258 bytes from 2 bits. */
const maxDeflateRatio = 1032

/** Where the end record is: the last one whose comment reaches the end of the file exactly. */
function findEnd(view: DataView): number {
  const last = view.byteLength - endLength
  for (let at = last; at >= Math.max(0, last - maxComment); at--) {
    const fits = view.getUint32(at, true) === endSignature
    if (fits && view.getUint16(at + 20, true) === last - at) return at
  }
  throw new FormatError('decodeNpz: the bytes do not end as a zip archive does')
}

/** The packed bytes behind the local header at `at`, and where header and bytes begin and end. */
function locate(bytes: Uint8Array, view: DataView, at: number, length: number, end: number) {
  if (at + localLength > end || view.getUint32(at, true) !== localSignature) {
    throw new FormatError(`decodeNpz: there is no file at byte ${at}, where the directory has one`)
  }
  const start = at + localLength + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + length > end) {
    throw new FormatError(`decodeNpz: the file at byte ${at} reaches past the end of the files`)
  }
  return { first: at, last: start + length, packed: bytes.subarray(start, start + length) }
}

/** @throws FormatError when the entry is encrypted, packed otherwise, or claims more than packing can hold */
export function checkEntry(entry: ZipEntry): void {
  const { name, method, packed, size, encrypted } = entry
  if (encrypted) throw new FormatError(`decodeNpz: ${describe(name)} is encrypted`)
  if (method !== 0 && method !== 8) {
    throw new FormatError(
      `decodeNpz: ${describe(name)} is packed by method ${method}; expected 0 or 8`,
    )
  }
  const impossible = method === 0 ? size !== packed.length : size > packed.length * maxDeflateRatio
  if (impossible) {
    throw new FormatError(
      `decodeNpz: ${describe(name)} claims ${size} bytes out of ${packed.length}`,
    )
  }
}

/**
 * The files of a zip archive, from its directory. Files must lie apart from each other, in the part
 * before the directory. Archives of 4 GiB and more (zip64) are refused.
 * Source: APPNOTE.TXT of PKWARE, 4.3.
 */
export function readZip(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  const directory = view.getUint32(end + 16, true)
  if (directory + view.getUint32(end + 12, true) !== end) {
    throw new FormatError(
      'decodeNpz: the directory of the archive does not reach up to its end record',
    )
  }
  const entries: ZipEntry[] = []
  const places: { first: number; last: number }[] = []
  let at = directory
  for (let i = 0; i < count; i++) {
    if (at + directoryLength > end || view.getUint32(at, true) !== directorySignature) {
      throw new FormatError(`decodeNpz: the directory ends before its file ${i + 1} of ${count}`)
    }
    const nameEnd = at + directoryLength + view.getUint16(at + 28, true)
    const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) throw new FormatError(`decodeNpz: the directory ends inside its file ${i + 1}`)
    const place = locate(
      bytes,
      view,
      view.getUint32(at + 42, true),
      view.getUint32(at + 20, true),
      directory,
    )
    const entry: ZipEntry = {
      name: new TextDecoder().decode(bytes.subarray(at + directoryLength, nameEnd)),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      size: view.getUint32(at + 24, true),
      packed: place.packed,
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    }
    entries.push(entry)
    places.push(place)
    at = next
  }
  if (at !== end) throw new FormatError('decodeNpz: the directory holds more than its files')
  checkApart(places)
  return entries
}

function checkApart(places: { first: number; last: number }[]): void {
  const inOrder = places.toSorted((a, b) => a.first - b.first)
  inOrder.forEach((place, i) => {
    if (i > 0 && place.first < inOrder[i - 1].last) {
      throw new FormatError(
        `decodeNpz: the files at bytes ${inOrder[i - 1].first} and ${place.first} overlap`,
      )
    }
  })
}

/** The unpacked bytes of a file, whose size and checksum are those that the archive says. */
export async function unpack(entry: ZipEntry): Promise<Uint8Array> {
  checkEntry(entry)
  const { name, method, size, packed, checksum } = entry
  const bytes = method === 0 ? packed : await inflate(name, packed, size)
  if (crc32(bytes) !== checksum) {
    throw new FormatError(
      `decodeNpz: ${describe(name)} is damaged: its checksum is not that of the archive`,
    )
  }
  return bytes
}
