import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeSafetensors,
  encodeSafetensors,
  FormatError,
  Generator,
  matrixTranspose,
  tensor,
  ValueError,
  zeros,
} from '../../src/index'
import { arbitraryView } from '../support/views'
import { resized } from './bytes'

type Header = Record<string, unknown> | string

/** A file with the header that a bad one needs. */
function file(header: Header, data: Uint8Array = new Uint8Array(8)): Uint8Array {
  const text = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  )
  const bytes = new Uint8Array(8 + text.length + data.length)
  bytes[0] = text.length & 255
  bytes[1] = text.length >> 8
  bytes.set(text, 8)
  bytes.set(data, 8 + text.length)
  return bytes
}

const x = (changes: Record<string, unknown> = {}) => ({
  x: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...changes },
})

function decodeOne(dtype: string, data: Uint8Array): number[] {
  const count = data.length / ({ F16: 2, BF16: 2, I64: 8, U16: 2, I8: 1 }[dtype] ?? 4)
  const { tensors } = decodeSafetensors(
    file(x({ dtype, shape: [count], data_offsets: [0, data.length] }), data),
  )
  return Array.from(tensors.x.toTypedArray())
}

describe('decodeSafetensors', () => {
  it('reads the types that have no twin here into wider ones', () => {
    const shorts = (...values: number[]) => new Uint8Array(Uint16Array.from(values).buffer)
    expect(decodeOne('F16', shorts(0x3e00, 0x8000, 0x0001, 0x7bff, 0xfc00))).toEqual([
      1.5,
      -0,
      2 ** -24,
      65504,
      Number.NEGATIVE_INFINITY,
    ])
    expect(decodeOne('F16', shorts(0x7e00))).toEqual([Number.NaN])
    expect(decodeOne('BF16', shorts(0x3fc0, 0xff80, 0x7fc0))).toEqual([
      1.5,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    ])
    expect(decodeOne('I64', new Uint8Array(BigInt64Array.of(-3n).buffer))).toEqual([-3])
    expect(decodeOne('U16', shorts(65535))).toEqual([65535])
    expect(decodeOne('I8', Uint8Array.of(255))).toEqual([-1])
  })

  it('takes spaces after the header, an order of its own and tensors without elements', () => {
    const header = JSON.stringify({
      b: { dtype: 'U8', shape: [2], data_offsets: [4, 6] },
      none: { dtype: 'F64', shape: [0, 5], data_offsets: [4, 4] },
      a: { dtype: 'F32', shape: [], data_offsets: [0, 4] },
    })
    const { tensors, metadata } = decodeSafetensors(
      resized(file(`${header}   `, new Uint8Array(6)), 0, 1),
    )
    expect([tensors.a.shape, tensors.b.shape, tensors.none.shape]).toEqual([[], [2], [0, 5]])
    expect(metadata).toEqual({})
  })

  it.each([
    ['nothing', new Uint8Array(0), 'expected at least 8 bytes, found 0'],
    ['half a length', new Uint8Array(7), 'expected at least 8 bytes, found 7'],
    ['a header longer than the file', file(x()).with(1, 200), 'the header claims'],
    [
      'a header of more bytes than there are numbers',
      new Uint8Array(16).fill(255),
      'the header claims',
    ],
    ['no header', file(''), 'no JSON'],
    ['a header that is not UTF-8', file(x()).with(10, 0xff), 'not UTF-8'],
    ['a header that is not JSON', file('{"x": '), 'no JSON'],
    ['a list', file('[1]'), 'no JSON object'],
    ['spaces before the header', file(` ${JSON.stringify(x())}`), 'no JSON object'],
    [
      'a tensor twice',
      file(`{"x": ${JSON.stringify(x().x)}, "\\u0078": ${JSON.stringify(x().x)}}`),
      "the key 'x' twice",
    ],
    [
      'a shape twice',
      file('{"x": {"dtype": "F32", "shape": [2], "shape": [2], "data_offsets": [0, 8]}}'),
      "the key 'shape' twice",
    ],
    ['a tensor that is a number', file({ x: 1 }), "'x' is described by no object"],
    ['no dtype', file(x({ dtype: undefined })), "'x' has the dtype undefined"],
    ['an unknown dtype', file(x({ dtype: 'F8_E4M3' })), "has the dtype 'F8_E4M3'"],
    ['a dtype that objects inherit', file(x({ dtype: 'toString' })), "has the dtype 'toString'"],
    ['no shape', file(x({ shape: null })), 'no shape of whole numbers'],
    ['a negative size', file(x({ shape: [-2] })), 'no shape of whole numbers'],
    ['half a size', file(x({ shape: [0.5] })), 'no shape of whole numbers'],
    ['a product beyond all numbers', file(x({ shape: [2 ** 40, 2 ** 40] })), 'impossible shape'],
    [
      'too many axes',
      file(x({ shape: new Array(65).fill(1), data_offsets: [0, 4] }), new Uint8Array(4)),
      '65 axes',
    ],
    ['one offset', file(x({ data_offsets: [0] })), 'no two whole data_offsets'],
    ['a negative offset', file(x({ data_offsets: [-8, 0] })), 'no two whole data_offsets'],
    ['offsets the wrong way round', file(x({ data_offsets: [8, 0] })), 'its offsets hold -8'],
    [
      'a size that is not that of the shape',
      file(x({ shape: [3] })),
      "'x' needs 12 bytes, and its offsets hold 8",
    ],
    [
      'a tensor past the end',
      file(x({ data_offsets: [4, 12] })),
      "'x' ends at byte 12 of the data, which has 8",
    ],
    ['a hole in front', file(x({ shape: [1], data_offsets: [4, 8] })), 'after a hole'],
    [
      'data after the tensors',
      file(x({ shape: [1], data_offsets: [0, 4] })),
      'the tensors end at byte 4, the data at 8',
    ],
    ['data without tensors', file({}), 'the tensors end at byte 0, the data at 8'],
    [
      'tensors that overlap',
      file({ ...x(), y: { dtype: 'U8', shape: [4], data_offsets: [4, 8] } }),
      'inside another tensor',
    ],
    ['metadata that are numbers', file({ ...x(), __metadata__: { a: 1 } }), 'no object of texts'],
    ['metadata that are a list', file({ ...x(), __metadata__: ['a'] }), 'no object of texts'],
    [
      'a bool that is neither',
      file(x({ dtype: 'BOOL', shape: [8] }), new Uint8Array(8).fill(2)),
      'the byte 2',
    ],
    [
      'an integer that does not fit',
      file(x({ dtype: 'U32' }), new Uint8Array(8).fill(255)),
      'is 4294967295, which int32 does not hold',
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes)).toThrow(FormatError)
    expect(() => decodeSafetensors(bytes)).toThrow(message)
    expect(() => decodeSafetensors(bytes)).toThrow('decodeSafetensors: ')
  })

  it('never fails in another way, whatever the bytes', () => {
    const good = encodeSafetensors({
      tensors: { a: tensor([1, 2]), b: zeros([2, 3]) },
      metadata: { by: 'us' },
    })
    const mutation = fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 }))
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        const bytes = good.slice()
        for (const [at, value] of mutations) bytes[at] = value
        try {
          decodeSafetensors(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('encodeSafetensors', () => {
  it('writes and reads texts of any length, and keys full of quotes', () => {
    const metadata = { note: '"'.repeat(2 ** 23), '"\\': '\\"{', '\\': '}' }
    expect(decodeSafetensors(encodeSafetensors({ tensors: {}, metadata })).metadata).toEqual(
      metadata,
    )
  })

  it('writes what it reads', () => {
    const dtypes = ['float32', 'float64', 'int32', 'uint8', 'bool'] as const
    fc.assert(
      fc.property(fc.tuple(...dtypes.map(arbitraryView)), (views) => {
        const tensors = Object.fromEntries(views.map((view, i) => [`layers.${i}.weight`, view]))
        const again = decodeSafetensors(encodeSafetensors({ tensors, metadata: { epoch: '3' } }))
        expect(again.metadata).toEqual({ epoch: '3' })
        for (const [name, view] of Object.entries(tensors)) {
          const found = again.tensors[name]
          expect([found.dtype, found.shape]).toEqual([view.dtype, view.shape])
          expect(found.toTypedArray()).toEqual(view.toTypedArray())
        }
      }),
      { numRuns: 30 },
    )
  })

  it('aligns every tensor, and gives the same bytes for the same tensors', () => {
    const [byte, double] = [tensor([1], { dtype: 'uint8' }), tensor([2], { dtype: 'float64' })]
    const bytes = encodeSafetensors({ tensors: { byte, double } })
    expect(encodeSafetensors({ tensors: { double, byte } })).toEqual(bytes)
    const length = bytes[0] + 256 * bytes[1]
    expect(length % 8).toBe(0)
    expect(new Float64Array(bytes.slice(8 + length, 16 + length).buffer)).toEqual(
      Float64Array.of(2),
    )
  })

  it('writes a view in row-major order', () => {
    const w = new Generator(1).normal([3, 2])
    const { tensors } = decodeSafetensors(encodeSafetensors({ tensors: { w: matrixTranspose(w) } }))
    expect(tensors.w.toArray()).toEqual(matrixTranspose(w).toArray())
  })

  it('takes any name but that of the metadata', () => {
    const odd = Object.fromEntries([
      ['__proto__', zeros([1])],
      ['', zeros([2])],
    ])
    const { tensors } = decodeSafetensors(encodeSafetensors({ tensors: odd }))
    expect(Object.keys(tensors).sort()).toEqual(['', '__proto__'])
    expect(() => encodeSafetensors({ tensors: { __metadata__: zeros([1]) } })).toThrow(ValueError)
  })
})
