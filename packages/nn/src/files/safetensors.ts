import { type Tensor, tensor } from '@handwritten/tensor'
import type { StateDict } from '../module'
import { readElements, STORED_AS } from './element-types'
import { FileError } from './file-error'
import { type Entry, parseHeader } from './safetensors-header'

/** What a safetensors file holds. */
export interface SafetensorsFile {
  readonly tensors: StateDict
  /** Free text by name. */
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * The bytes of a safetensors file, the format that PyTorch users share weights in: the length of a
 * JSON header (8 bytes), the header, then the elements of each tensor in row-major order, little
 * endian. Tensors of larger elements come first, so that each is aligned to its elements.
 * Specification: https://github.com/huggingface/safetensors#format
 */
export function encodeSafetensors({ tensors, metadata }: SafetensorsFile): Uint8Array {
  const named = Object.entries(tensors).sort(
    ([a, x], [b, y]) => elementSize(y) - elementSize(x) || (a < b ? -1 : 1),
  )
  let end = 0
  const entries = named.map(([name, { dtype, shape, size, data }]) => {
    const start = end
    end += size * data.BYTES_PER_ELEMENT
    return [name, { dtype: STORED_AS[dtype], shape, data_offsets: [start, end] }]
  })
  const header = encodeHeader(
    JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) }),
  )
  const file = new Uint8Array(header.length + end)
  file.set(header)
  let place = header.length
  for (const [, value] of named) {
    const elements = value.toTypedArray()
    file.set(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength), place)
    place += elements.byteLength
  }
  return file
}

/**
 * Reads a safetensors file strictly: every byte must be accounted for. float32, float64, int32, uint8
 * and bool keep their type; float16 and bfloat16 become float32, smaller integers and int64 become
 * int32.
 * @throws FileError when the bytes are not such a file, or a number does not fit
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsFile {
  const { entries, metadata, dataStart } = parseHeader(bytes)
  const tensors = entries.map(([name, entry]) => [name, readTensor(name, entry, bytes, dataStart)])
  return { tensors: Object.fromEntries(tensors), metadata }
}

function elementSize(value: Tensor): number {
  return value.data.BYTES_PER_ELEMENT
}

/** The length, then the text, with spaces after it so that the data begin at a multiple of 8. */
function encodeHeader(json: string): Uint8Array {
  const text = new TextEncoder().encode(json)
  const length = Math.ceil(text.length / 8) * 8
  const header = new Uint8Array(8 + length).fill(0x20)
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true)
  header.set(text, 8)
  return header
}

function readTensor(name: string, entry: Entry, bytes: Uint8Array, dataStart: number): Tensor {
  const [start, end] = entry.data_offsets
  // A copy, so that the elements are aligned and the file's memory is not kept.
  const own = new Uint8Array(bytes.subarray(dataStart + start, dataStart + end))
  const { dtype, values } = readElements(name, entry.dtype, new DataView(own.buffer))
  const count = entry.shape.reduce((product, size) => product * size, 1)
  if (values.length !== count) {
    throw new FileError(
      `safetensors: ${name} has ${values.length} elements, but its shape [${entry.shape.join(', ')}] holds ${count}`,
    )
  }
  return tensor(values as unknown as number[], { dtype, shape: entry.shape })
}
