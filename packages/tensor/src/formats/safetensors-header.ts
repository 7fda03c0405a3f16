import { describe } from '@handwritten/checks'
import { FormatError } from '../core/errors'
import { isCount } from '../core/shape'
import { type ElementTypeName, elementTypes } from './elements'
import { repeatedKey } from './json-keys'
import { checkedSize } from './stored-shape'

/** The bytes of a tensor in the data after the header. */
interface Span {
  readonly name: string
  readonly begin: number
  readonly end: number
}

interface StoredTensor extends Span {
  readonly type: ElementTypeName
  readonly shape: readonly number[]
}

export interface SafetensorsHeader {
  readonly metadata: Record<string, string>
  readonly tensors: readonly StoredTensor[]
}

/** The format's names of element types. */
const typeNames: Readonly<Record<string, ElementTypeName>> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  I64: 'int64',
  I32: 'int32',
  I16: 'int16',
  I8: 'int8',
  U64: 'uint64',
  U32: 'uint32',
  U16: 'uint16',
  U8: 'uint8',
  BOOL: 'bool',
}

const metadataKey = '__metadata__'

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWholeList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(isCount)
}

function parseSpan(name: string, value: unknown, length: number): Span {
  const what = `decodeSafetensors: ${describe(name)}`
  if (!isRecord(value)) throw new FormatError(`${what} is described by no object`)
  const { data_offsets: offsets } = value
  if (!isWholeList(offsets) || offsets.length !== 2) {
    throw new FormatError(`${what} has no two whole data_offsets`)
  }
  const [begin, end] = offsets
  if (end > length) {
    throw new FormatError(`${what} ends at byte ${end} of the data, which has ${length}`)
  }
  return { name, begin, end }
}

function parseTensor(span: Span, value: Record<string, unknown>): StoredTensor {
  const what = `decodeSafetensors: ${describe(span.name)}`
  const { dtype, shape } = value
  if (typeof dtype !== 'string' || !Object.hasOwn(typeNames, dtype)) {
    throw new FormatError(
      `${what} has the dtype ${describe(dtype)}; expected one of ${Object.keys(typeNames).join(', ')}; ` +
        'give { names } to read other tensors without it',
    )
  }
  if (!isWholeList(shape)) throw new FormatError(`${what} has no shape of whole numbers`)
  const type = typeNames[dtype]
  const bytes = checkedSize(what, shape) * elementTypes[type].bytes
  const found = span.end - span.begin
  if (found !== bytes) {
    throw new FormatError(`${what} needs ${bytes} bytes, and its offsets hold ${found}`)
  }
  return { ...span, type, shape }
}

function parseMetadata(value: unknown): Record<string, string> {
  const texts = isRecord(value) && Object.values(value).every((text) => typeof text === 'string')
  if (!texts) throw new FormatError('decodeSafetensors: __metadata__ is no object of texts')
  return value as Record<string, string>
}

/** Every byte must belong to one tensor. */
function checkCover(tensors: readonly Span[], length: number): void {
  let covered = 0
  for (const { name, begin, end } of tensors.toSorted(
    (a, b) => a.begin - b.begin || a.end - b.end,
  )) {
    if (begin !== covered) {
      throw new FormatError(
        `decodeSafetensors: ${describe(name)} begins at byte ${begin} of the data, ${begin < covered ? 'inside another tensor' : 'after a hole'}, expected ${covered}`,
      )
    }
    covered = end
  }
  if (covered !== length) {
    throw new FormatError(
      `decodeSafetensors: the tensors end at byte ${covered}, the data at ${length}`,
    )
  }
}

/** Reads the header's JSON, for data of `length` bytes: the tensors of `names`, or all of them. */
export function parseSafetensorsHeader(
  text: string,
  length: number,
  names?: readonly string[],
): SafetensorsHeader {
  let header: unknown
  try {
    header = JSON.parse(text)
  } catch (cause) {
    throw new FormatError(`decodeSafetensors: the header is no JSON: ${String(cause)}`)
  }
  if (!text.startsWith('{') || !isRecord(header)) {
    throw new FormatError('decodeSafetensors: the header is no JSON object')
  }
  const repeated = repeatedKey(text)
  if (repeated !== null) {
    throw new FormatError(`decodeSafetensors: the header has the key ${describe(repeated)} twice`)
  }
  const described = new Map(Object.entries(header))
  described.delete(metadataKey)
  const spans = new Map(
    Array.from(described, ([name, value]) => [name, parseSpan(name, value, length)]),
  )
  const tensors = Array.from(names ?? spans.keys(), (name) => {
    const span = spans.get(name)
    if (span === undefined) throw missing(name, [...spans.keys()])
    return parseTensor(span, described.get(name) as Record<string, unknown>)
  })
  checkCover([...spans.values()], length)
  const metadata = Object.hasOwn(header, metadataKey) ? parseMetadata(header[metadataKey]) : {}
  return { metadata, tensors }
}

function missing(name: string, found: readonly string[]): FormatError {
  return new FormatError(
    `decodeSafetensors: there is no tensor ${describe(name)}; the file has ${found.slice(0, 12).join(', ').slice(0, 400) || 'none'}`,
  )
}
