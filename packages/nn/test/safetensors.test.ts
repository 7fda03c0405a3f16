import { readFileSync } from 'node:fs'
import { Generator, type Tensor, tensor, zeros } from '@handwritten/tensor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSafetensors, encodeSafetensors, FileError } from '../src/index'

const python = readFileSync(new URL('./fixtures/python.safetensors', import.meta.url))

/** A file with this header and this many bytes of data. */
function fileOf(header: unknown, dataLength: number, text = JSON.stringify(header)): Uint8Array {
  const json = new TextEncoder().encode(text)
  const bytes = new Uint8Array(8 + json.length + dataLength)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true)
  bytes.set(json, 8)
  return bytes
}

const f32 = (start: number, end: number, shape = [(end - start) / 4]) => ({
  dtype: 'F32',
  shape,
  data_offsets: [start, end],
})

describe('a file that the reference program wrote', () => {
  it('is read, whatever its types', () => {
    const { tensors, metadata } = decodeSafetensors(python)
    const found = Object.fromEntries(
      Object.entries(tensors).map(([name, t]) => [
        name,
        [t.dtype, t.shape, Array.from(t.toTypedArray())],
      ]),
    )
    expect(metadata).toEqual({ made_with: 'safetensors 0.8.0' })
    expect(found).toEqual({
      weight: ['float32', [2, 2], [1.5, -2.25, Math.fround(0.1), 3e8]],
      wide: ['float64', [2], [Math.PI, -1e-300]],
      count: ['int32', [], [7]],
      half: ['float32', [5], [1, -0.5, 65504, 2 ** -24, Number.POSITIVE_INFINITY]],
      small: ['int32', [2], [-3, 4]],
      flags: ['bool', [3], [1, 0, 1]],
      bytes: ['uint8', [2], [0, 255]],
      empty: ['float32', [0, 3], []],
    })
  })
})

describe('what is written', () => {
  const dtypes = ['float32', 'float64', 'int32', 'uint8', 'bool'] as const
  const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 })
  const entry = fc.record({ name: fc.string(), dtype: fc.constantFrom(...dtypes), shape: shapes })

  it('is read back the same, whatever the names, types and shapes', () => {
    const generator = new Generator(1)
    const files = fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 5 })
    fc.assert(
      fc.property(files, fc.dictionary(fc.string(), fc.string()), (entries, metadata) => {
        fc.pre(entries.every(({ name }) => !['__metadata__', '__proto__'].includes(name)))
        fc.pre(!Object.hasOwn(metadata, '__proto__'))
        const made = entries.map(({ name, dtype, shape }): [string, Tensor] => [
          name,
          generator.uniform(shape, { high: 3 }).astype(dtype),
        ])
        const read = decodeSafetensors(
          encodeSafetensors({ tensors: Object.fromEntries(made), metadata }),
        )
        expect(read.metadata).toEqual(metadata)
        expect(Object.keys(read.tensors).sort()).toEqual(entries.map(({ name }) => name).sort())
        for (const [name, { dtype, shape, ...t }] of made) {
          expect(read.tensors[name].dtype).toBe(dtype)
          expect(read.tensors[name].shape).toEqual(shape)
          expect(read.tensors[name].data).toEqual(t.storage.data)
        }
      }),
    )
  })

  it('takes a transposed view, and aligns the data', () => {
    const view = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]).T
    const flag = tensor([true])
    const bytes = encodeSafetensors({ tensors: { flag, view }, metadata: {} })
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true))
    expect(length % 8).toBe(0)
    expect(bytes).toHaveLength(8 + length + 24 + 1)
    expect(decodeSafetensors(bytes).tensors.view.toArray()).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ])
  })
})

describe('a bad file is refused when', () => {
  const whole = encodeSafetensors({ tensors: { a: zeros([2]) }, metadata: {} })
  const cases: Record<string, [bytes: Uint8Array, message: string]> = {
    'it is shorter than a length': [new Uint8Array(7), 'expected at least 8 bytes, found 7'],
    'its header is cut off': [whole.subarray(0, 20), 'the header is cut off'],
    'its header would be enormous': [
      new Uint8Array(16).fill(255, 0, 8),
      'the header would be 18446744073709551615 bytes long; at most 100000000 are allowed',
    ],
    'its header does not begin with {': [fileOf([], 0), 'the header must begin with {'],
    'its header is no JSON': [fileOf(null, 0, '{"a"'), 'the header is not valid JSON'],
    'its metadata is no text': [
      fileOf({ __metadata__: { a: 1 } }, 0),
      '__metadata__ must hold text',
    ],
    'an entry lacks its shape': [
      fileOf({ a: { dtype: 'F32', data_offsets: [0, 4] } }, 4),
      "the header's entry a must have dtype, shape and data_offsets",
    ],
    'a size is negative': [fileOf({ a: f32(0, 4, [-1]) }, 4), 'must have dtype, shape'],
    'a type is unknown': [fileOf({ a: { ...f32(0, 4), dtype: 'F8' } }, 4), 'a is F8; only F64'],
    'shape and bytes differ': [
      fileOf({ a: f32(0, 8, [3]) }, 8),
      'a has 2 elements, but its shape [3] holds 3',
    ],
    'bytes are no whole elements': [fileOf({ a: f32(0, 3, [1]) }, 3), 'no multiple of 4 for F32'],
    'there is a gap': [
      fileOf({ a: f32(0, 4), b: f32(8, 12) }, 12),
      'b lies at bytes 8 to 12, but should begin at 4',
    ],
    'tensors overlap': [fileOf({ a: f32(0, 8), b: f32(4, 12) }, 12), 'b lies at bytes 4 to 12'],
    'a tensor ends before it begins': [
      fileOf({ a: f32(0, 4), b: f32(4, 0, [1]) }, 4),
      'should begin at',
    ],
    'it is cut off': [whole.subarray(0, whole.length - 1), 'the tensors end at byte 8 of the data'],
    'bytes are left over': [fileOf({ a: f32(0, 4) }, 5), 'the tensors end at byte 4 of the data'],
    'a whole number is too large': [
      (() => {
        const bytes = fileOf({ a: { dtype: 'I64', shape: [1], data_offsets: [0, 8] } }, 8)
        bytes[bytes.length - 1] = 1
        return bytes
      })(),
      'a holds 72057594037927940, which does not fit into int32',
    ],
  }

  it.each(Object.entries(cases))('%s', (_, [bytes, message]) => {
    expect(() => decodeSafetensors(bytes)).toThrow(FileError)
    expect(() => decodeSafetensors(bytes)).toThrow(message)
  })
})
