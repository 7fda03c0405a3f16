import { ValueError } from '../core/errors'
import { crc32 } from './crc32'

/** A file to put into an archive. */
export interface ZipFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The first day that the format can name: 1 January 1980, so that equal contents give equal bytes. */
const date = 0x21
/** The version of the format that stored files need. */
const version = 20
/** Names are in UTF-8. */
const flags = 0x800

/** The fields that a file's own header and its entry in the directory share. */
function commonFields({ bytes }: ZipFile, nameLength: number): [size: 2 | 4, value: number][] {
  return [
    [2, version],
    [2, flags],
    [2, 0],
    [2, 0],
    [2, date],
    [4, crc32(bytes)],
    [4, bytes.length],
    [4, bytes.length],
    [2, nameLength],
    [2, 0],
  ]
}

function record(signature: number, fields: [size: 2 | 4, value: number][]): Uint8Array {
  const bytes = new Uint8Array(4 + fields.reduce((sum, [size]) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, signature, true)
  let at = 4
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  return bytes
}

/** A zip archive of files as they are, not packed. Source: APPNOTE.TXT of PKWARE, 4.3. */
export function writeZip(files: readonly ZipFile[]): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const file of files) {
    const name = new TextEncoder().encode(file.name)
    const fields = commonFields(file, name.length)
    const header = record(0x04034b50, fields)
    // Comment, disk, attributes inside and outside, place of the file.
    const entry = record(0x02014b50, [
      [2, version],
      ...fields,
      ...([
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, offset],
      ] as [2 | 4, number][]),
    ])
    parts.push(header, name, file.bytes)
    directory.push(entry, name)
    offset += header.length + name.length + file.bytes.length
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0)
  if (offset + length >= 2 ** 32 || files.length >= 2 ** 16) {
    throw new ValueError('encodeNpz: an archive holds less than 4 GiB and 65,535 arrays')
  }
  const count: [2, number] = [2, files.length]
  const end = record(0x06054b50, [[2, 0], [2, 0], count, count, [4, length], [4, offset], [2, 0]])
  return joined([...parts, ...directory, end])
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
