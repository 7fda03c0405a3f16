import { anything, describe, optional, options } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { namesCheck, tensorsCheck, textsCheck } from '../core/checks'
import { type DType, itemSize } from '../core/dtype'
import { FormatError, ValueError } from '../core/errors'
import { Storage } from '../core/storage'
import { Tensor } from '../core/tensor'
import { ownBytes } from '../core/typed-array'
import { decodeElements, elementTypes, encodeElements } from './elements'
import { parseSafetensorsHeader } from './safetensors-header'

const lengthBytes = 8
/** Headers above this are refused, as the format's own reader does. */
const maxHeader = 100_000_000

const dtypeNames: Readonly<Record<DType, string>> = {
  float32: 'F32',
  float64: 'F64',
  int32: 'I32',
  uint8: 'U8',
  bool: 'BOOL',
}

/** What a safetensors file holds. */
export interface SafetensorsFile {
  readonly tensors: Readonly<Record<string, Tensor>>
  /** Free texts by name. Default none. */
  readonly metadata?: Readonly<Record<string, string>>
}

export interface DecodeSafetensorsOptions {
  /** The tensors to read. The elements and dtypes of others are not checked. Default: all of them. */
  names?: readonly string[]
}

const decodeArguments = {
  bytes: anything(),
  options: optional(options<DecodeSafetensorsOptions>({ names: namesCheck })),
}

/**
 * Reads a safetensors file. Integers other than uint8 become int32, and halves float32.
 * @throws FormatError when the bytes are not such a file to the last byte: a header that is cut off,
 * too long, not JSON or with a key twice; a tensor of an unknown type, of a size that is not that of
 * its shape, outside of the file, over another one or after a hole. Nothing is allocated before that.
 * Source: the format's description at github.com/huggingface/safetensors.
 */
export function decodeSafetensors(
  bytes: Uint8Array,
  options: DecodeSafetensorsOptions = {},
): Required<SafetensorsFile> {
  checkCall('decodeSafetensors', arguments, decodeArguments)
  return parseSafetensors(ownBytes('decodeSafetensors', bytes), options.names)
}

function parseSafetensors(
  bytes: Uint8Array,
  names: readonly string[] | undefined,
): Required<SafetensorsFile> {
  if (bytes.length < lengthBytes) {
    throw new FormatError(`decodeSafetensors: expected at least 8 bytes, found ${bytes.length}`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = Number(view.getBigUint64(0, true))
  const start = lengthBytes + length
  if (length > maxHeader || start > bytes.length) {
    throw new FormatError(
      `decodeSafetensors: the header claims ${length} bytes; the file has ${bytes.length}, and ${maxHeader} are allowed`,
    )
  }
  const data = bytes.subarray(start)
  const header = parseSafetensorsHeader(
    decodeText(bytes.subarray(lengthBytes, start)),
    data.length,
    names,
  )
  const tensors = header.tensors.map(({ name, type, shape, begin, end }): [string, Tensor] => {
    const what = `decodeSafetensors: ${describe(name)}`
    const elements = decodeElements(what, data.subarray(begin, end), elementTypes[type], true)
    return [name, new Tensor(new Storage(elements, elementTypes[type].dtype), shape)]
  })
  return { tensors: Object.fromEntries(tensors), metadata: header.metadata }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new FormatError('decodeSafetensors: the header is not UTF-8')
  }
}

const encodeArguments = {
  file: options<SafetensorsFile>({ tensors: tensorsCheck, metadata: textsCheck }, 'tensors'),
}

/**
 * The bytes of a safetensors file. Tensors of the widest elements come first, so that all are
 * aligned, and then by name: the same tensors give the same bytes.
 * @throws ValueError for the name `__metadata__`, which the format keeps for itself
 */
export function encodeSafetensors(file: SafetensorsFile): Uint8Array {
  checkCall('encodeSafetensors', arguments, encodeArguments)
  const { tensors, metadata } = file
  const inOrder = Object.entries(tensors).sort(
    ([a, x], [b, y]) => itemSize(y.dtype) - itemSize(x.dtype) || (a < b ? -1 : 1),
  )
  let end = 0
  const described = inOrder.map(([name, { dtype, shape, size }]): [string, unknown] => {
    if (name === '__metadata__')
      throw new ValueError(`encodeSafetensors: the name ${describe(name)} is taken`)
    const begin = end
    end += size * itemSize(dtype)
    return [name, { dtype: dtypeNames[dtype], shape, data_offsets: [begin, end] }]
  })
  const texts: [string, unknown][] = metadata === undefined ? [] : [['__metadata__', metadata]]
  const header = encodeHeader(JSON.stringify(Object.fromEntries([...texts, ...described])))
  const bytes = new Uint8Array(header.length + end)
  bytes.set(header)
  let at = header.length
  for (const [, tensor] of inOrder) {
    const elements = encodeElements(tensor.toTypedArray())
    bytes.set(elements, at)
    at += elements.length
  }
  return bytes
}

/** The length, then the text, with spaces after it so that elements begin at a multiple of 8. */
function encodeHeader(json: string): Uint8Array {
  const text = new TextEncoder().encode(json)
  const length = Math.ceil(text.length / lengthBytes) * lengthBytes
  if (length > maxHeader) {
    throw new ValueError(
      `encodeSafetensors: names and metadata take ${length} bytes, and readers accept ${maxHeader}; shorten the metadata`,
    )
  }
  const header = new Uint8Array(lengthBytes + length).fill(0x20)
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true)
  header.set(text, lengthBytes)
  return header
}
