import { checkCall, checkCount } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { FormatError } from '../core/errors'
import { rowMajorStrides } from '../core/shape'
import { Storage } from '../core/storage'
import { Tensor } from '../core/tensor'
import { ownBytes } from '../core/typed-array'
import {
  decodeElements,
  type ElementType,
  type ElementTypeName,
  elementTypes,
  encodeElements,
} from './elements'
import { parseNpyHeader } from './npy-header'
import { checkedSize } from './stored-shape'

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
/** Where the elements of a written file begin is a multiple of this, as NumPy has it. */
const alignment = 64

/** NumPy's letters and sizes. */
const kinds: Readonly<Record<string, ElementTypeName>> = {
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  b1: 'bool',
}

const descriptors: Readonly<Record<DType, string>> = {
  float32: '<f4',
  float64: '<f8',
  int32: '<i4',
  uint8: '|u1',
  bool: '|b1',
}

function elementType(descr: string): { type: ElementType; little: boolean } {
  const [order, kind] = [descr[0], descr.slice(1)]
  if (!Object.hasOwn(kinds, kind) || !['<', '>', '|'].includes(order)) {
    throw new FormatError(
      `decodeNpy: element type '${descr}' is not read; expected one of ${Object.keys(kinds).join(', ')}`,
    )
  }
  const type = elementTypes[kinds[kind]]
  if (order === '|' && type.bytes > 1) {
    throw new FormatError(`decodeNpy: element type '${descr}' does not say the order of its bytes`)
  }
  return { type, little: order !== '>' }
}

/** The text of the header and where the elements begin. */
function splitHeader(bytes: Uint8Array): { text: string; start: number } {
  if (bytes.length < 10 || magic.some((byte, i) => bytes[i] !== byte)) {
    throw new FormatError('decodeNpy: the bytes do not begin as an .npy file does')
  }
  const [major, minor] = bytes.subarray(6, 8)
  if (major < 1 || major > 3 || minor !== 0) {
    throw new FormatError(
      `decodeNpy: expected format version 1.0, 2.0 or 3.0, found ${major}.${minor}`,
    )
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const wide = major > 1
  if (wide && bytes.length < 12) throw new FormatError('decodeNpy: the file ends inside its header')
  const first = wide ? 12 : 10
  const start = first + (wide ? view.getUint32(8, true) : view.getUint16(8, true))
  if (start > bytes.length) {
    throw new FormatError(
      `decodeNpy: the header ends at byte ${start}, the file at ${bytes.length}`,
    )
  }
  return { text: new TextDecoder('latin1').decode(bytes.subarray(first, start)), start }
}

/**
 * Reads an .npy file, as `numpy.save` writes it. Integers other than uint8 become int32 and halves
 * float32; a file in Fortran order becomes a view with that order of axes.
 * @throws FormatError when the bytes are not such a file to the last byte, or when a value does not
 * fit. Nothing is allocated before that is checked.
 */
export function decodeNpy(bytes: Uint8Array): Tensor {
  checkCount('decodeNpy', arguments.length, 1)
  return parseNpy(ownBytes('decodeNpy', bytes))
}

function parseNpy(bytes: Uint8Array): Tensor {
  const { text, start } = splitHeader(bytes)
  const { descr, fortranOrder, shape } = parseNpyHeader(text)
  const { type, little } = elementType(descr)
  const expected = checkedSize('decodeNpy', shape) * type.bytes
  if (bytes.length - start !== expected) {
    throw new FormatError(
      `decodeNpy: the header promises ${expected} bytes of elements, found ${bytes.length - start}`,
    )
  }
  const data = decodeElements('decodeNpy', bytes.subarray(start), type, little)
  const storage = new Storage(data, type.dtype)
  if (!fortranOrder) return new Tensor(storage, shape)
  return new Tensor(storage, shape, rowMajorStrides(shape.toReversed()).reverse())
}

const encodeArguments = { tensor: tensorCheck }

/** The bytes of an .npy file, as `numpy.load` reads it: version 1.0, row-major, little-endian. */
export function encodeNpy(tensor: Tensor): Uint8Array {
  checkCall('encodeNpy', arguments, encodeArguments)
  const { shape, dtype } = tensor
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const header = `{'descr': '${descriptors[dtype]}', 'fortran_order': False, 'shape': ${tuple}, }`
  const start = Math.ceil((10 + header.length + 1) / alignment) * alignment
  const elements = encodeElements(tensor.toTypedArray())
  const bytes = new Uint8Array(start + elements.length)
  bytes.set([...magic, 1, 0, (start - 10) & 0xff, (start - 10) >> 8])
  bytes.set(new TextEncoder().encode(`${header.padEnd(start - 11)}\n`), 10)
  bytes.set(elements, start)
  return bytes
}
