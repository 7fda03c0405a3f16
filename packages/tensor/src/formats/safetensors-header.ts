import { FormatError } from '../core/errors'
import { isCount } from '../core/shape'
import { type ElementTypeName, elementTypes } from './elements'
import { repeatedKey } from './json-keys'
import { checkedSize } from './stored-shape'

/** Where a tensor lies in the bytes behind the header. */
interface StoredTensor {
  readonly name: string
  readonly type: ElementTypeName
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
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

function parseTensor(name: string, value: unknown, length: number): StoredTensor {
  const what = `decodeSafetensors: '${name}'`
  if (!isRecord(value)) throw new FormatError(`${what} is described by no object`)
  const { dtype, shape, data_offsets: offsets } = value
  if (typeof dtype !== 'string' || !Object.hasOwn(typeNames, dtype)) {
    throw new FormatError(
      `${what} has the dtype ${JSON.stringify(dtype)}; expected one of ${Object.keys(typeNames).join(', ')}`,
    )
  }
  if (!isWholeList(shape)) throw new FormatError(`${what} has no shape of whole numbers`)
  if (!isWholeList(offsets) || offsets.length !== 2) {
    throw new FormatError(`${what} has no two whole data_offsets`)
  }
  const [begin, end] = offsets
  const type = typeNames[dtype]
  const bytes = checkedSize(what, shape) * elementTypes[type].bytes
  if (end - begin !== bytes) {
    throw new FormatError(`${what} needs ${bytes} bytes, and its offsets hold ${end - begin}`)
  }
  if (end > length) {
    throw new FormatError(`${what} ends at byte ${end} of the data, which has ${length}`)
  }
  return { name, type, shape, begin, end }
}

function parseMetadata(value: unknown): Record<string, string> {
  const texts = isRecord(value) && Object.values(value).every((text) => typeof text === 'string')
  if (!texts) throw new FormatError('decodeSafetensors: __metadata__ is no object of texts')
  return value as Record<string, string>
}

/** Every byte must belong to one tensor. */
function checkCover(tensors: readonly StoredTensor[], length: number): void {
  let covered = 0
  for (const { name, begin, end } of tensors.toSorted(
    (a, b) => a.begin - b.begin || a.end - b.end,
  )) {
    if (begin !== covered) {
      throw new FormatError(
        `decodeSafetensors: '${name}' begins at byte ${begin} of the data, ${begin < covered ? 'inside another tensor' : 'after a hole'}, expected ${covered}`,
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

/** Reads the header's JSON, for data of `length` bytes. */
export function parseSafetensorsHeader(text: string, length: number): SafetensorsHeader {
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
    throw new FormatError(`decodeSafetensors: the header has the key '${repeated}' twice`)
  }
  const entries = Object.entries(header)
  const tensors = entries
    .filter(([name]) => name !== metadataKey)
    .map(([name, value]) => parseTensor(name, value, length))
  checkCover(tensors, length)
  const metadata = Object.hasOwn(header, metadataKey) ? parseMetadata(header[metadataKey]) : {}
  return { metadata, tensors }
}
