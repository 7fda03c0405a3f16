import { FileError } from './file-error'

/** How the header describes a tensor. */
export interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  /** First and last byte (exclusive), counted from the end of the header. */
  readonly data_offsets: readonly [number, number]
}

interface Header {
  readonly entries: readonly [string, Entry][]
  readonly metadata: Readonly<Record<string, string>>
  readonly dataStart: number
}

/** As long as a header may be: 100 MB, as in the reference implementation. */
const LONGEST = 100_000_000

/** The header of a safetensors file, checked against the format's rules. */
export function parseHeader(bytes: Uint8Array): Header {
  if (bytes.length < 8) fail(`expected at least 8 bytes, found ${bytes.length}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8)
  const length = view.getBigUint64(0, true)
  if (length > LONGEST)
    fail(`the header would be ${length} bytes long; at most ${LONGEST} are allowed`)
  const dataStart = 8 + Number(length)
  if (dataStart > bytes.length) {
    fail(`the header is cut off: it should end at byte ${dataStart}, the file at ${bytes.length}`)
  }
  const { __metadata__: metadata = {}, ...rest } = parseJson(bytes.subarray(8, dataStart))
  if (!isTextByName(metadata)) fail('__metadata__ must hold text by name')
  const entries = Object.entries(rest).map(([name, entry]): [string, Entry] => {
    if (!isEntry(entry)) fail(`the header's entry ${name} must have dtype, shape and data_offsets`)
    return [name, entry]
  })
  checkLayout(entries, bytes.length - dataStart)
  return { entries, metadata, dataStart }
}

function fail(rule: string): never {
  throw new FileError(`safetensors: ${rule}`)
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  if (bytes[0] !== 0x7b) fail('the header must begin with {')
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new FileError('safetensors: the header is not valid JSON', { cause })
  }
  return parsed as Record<string, unknown>
}

function isTextByName(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every((text) => typeof text === 'string')
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false
  const { dtype, shape, data_offsets: offsets } = value as Partial<Entry>
  const isSizes = (list: unknown) =>
    Array.isArray(list) && list.every((size) => Number.isSafeInteger(size) && size >= 0)
  return typeof dtype === 'string' && isSizes(shape) && isSizes(offsets) && offsets?.length === 2
}

/** The tensors must follow each other without gap or overlap, and fill the file. */
function checkLayout(entries: readonly [string, Entry][], length: number): void {
  const inOrder = entries.toSorted(
    ([, { data_offsets: a }], [, { data_offsets: b }]) => a[0] - b[0] || a[1] - b[1],
  )
  let end = 0
  for (const [name, { data_offsets: offsets }] of inOrder) {
    if (offsets[0] !== end || offsets[1] < offsets[0]) {
      fail(`${name} lies at bytes ${offsets.join(' to ')}, but should begin at ${end}`)
    }
    end = offsets[1]
  }
  if (end !== length) fail(`the tensors end at byte ${end} of the data, the file at ${length}`)
}
