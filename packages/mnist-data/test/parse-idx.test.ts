import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IdxError, type IdxFault } from '../src/errors'
import { type IdxDType, idxItemSize, idxTypes } from '../src/idx/idx-type'
import { parseIdx } from '../src/idx/parse-idx'
import { idxBytes } from './support/idx-bytes'

/** Big-endian bytes of numbers, written by DataView. */
function encode(dtype: IdxDType, values: readonly number[]): Uint8Array {
  const size = idxItemSize[dtype]
  const bytes = new Uint8Array(values.length * size)
  const view = new DataView(bytes.buffer)
  const setters = {
    uint8: (at: number, value: number) => view.setUint8(at, value),
    int8: (at: number, value: number) => view.setInt8(at, value),
    int16: (at: number, value: number) => view.setInt16(at, value),
    int32: (at: number, value: number) => view.setInt32(at, value),
    float32: (at: number, value: number) => view.setFloat32(at, value),
    float64: (at: number, value: number) => view.setFloat64(at, value),
  }
  values.forEach((value, i) => {
    setters[dtype](i * size, value)
  })
  return bytes
}

const elements: Record<IdxDType, fc.Arbitrary<number>> = {
  uint8: fc.integer({ min: 0, max: 255 }),
  int8: fc.integer({ min: -128, max: 127 }),
  int16: fc.integer({ min: -32768, max: 32767 }),
  int32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  float32: fc.float(),
  float64: fc.double(),
}

function faultOf(bytes: Uint8Array): IdxFault {
  try {
    parseIdx(bytes)
  } catch (error) {
    if (error instanceof IdxError) return error.fault
    throw error
  }
  throw new Error('the file was accepted')
}

describe('parseIdx', () => {
  it('reads the example of the format: two images of 2 x 3', () => {
    const file = parseIdx(idxBytes([2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255]))
    expect(file.dtype).toBe('uint8')
    expect(file.shape).toEqual([2, 2, 3])
    expect([...file.data]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255])
  })

  for (const [code, dtype] of idxTypes) {
    it(`gives back every ${dtype} that was written, of any shape, at any place in memory`, () => {
      const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 })
      fc.assert(
        fc.property(
          shapes,
          fc.infiniteStream(elements[dtype]),
          fc.nat(7),
          (shape, stream, lead) => {
            const size = shape.reduce((product, length) => product * length, 1)
            const values = [...stream.take(size)]
            const bytes = idxBytes(shape, encode(dtype, values), code)
            const moved = new Uint8Array(lead + bytes.length).subarray(lead)
            moved.set(bytes)
            const file = parseIdx(moved)
            expect(file.dtype).toBe(dtype)
            expect(file.shape).toEqual(shape)
            expect([...file.data]).toEqual(values)
          },
        ),
        { numRuns: 60 },
      )
    })
  }

  it('reads QMNIST labels: int32 in eight columns', () => {
    const rows = [
      [5, 0, 3, 16, 255, 0, 12345678, -1],
      [0, 4, 7, 2, 70000, 1, 9, 0],
    ]
    const file = parseIdx(idxBytes([2, 8], encode('int32', rows.flat()), 0x0c))
    expect(file.shape).toEqual([2, 8])
    expect([...file.data]).toEqual(rows.flat())
  })

  it('reads a dimension beyond 2^31 as unsigned', () => {
    expect(parseIdx(idxBytes([0, 0x9000_0000], [])).shape).toEqual([0, 0x9000_0000])
  })

  describe('refuses', () => {
    const cases: [string, Uint8Array, IdxFault, RegExp][] = [
      ['no bytes at all', new Uint8Array(0), 'length', /at least 4 bytes, found 0/],
      ['half a magic number', new Uint8Array([0, 0, 8]), 'length', /found 3/],
      ['a first byte that is not zero', new Uint8Array([1, 0, 8, 1]), 'magic', /0x01 0x00/],
      ['a second byte that is not zero', new Uint8Array([0, 9, 8, 1]), 'magic', /0x00 0x09/],
      ['a gzip file', new Uint8Array([0x1f, 0x8b, 8, 0]), 'magic', /gunzip/],
      ['a web page', new TextEncoder().encode('<!DOCTYPE html>'), 'magic', /web page/],
      ['type 0x0a, which does not exist', idxBytes([1], [0], 0x0a), 'type', /0x0a.*0x0b \(int16\)/],
      ['no dimensions', new Uint8Array([0, 0, 8, 0, 7]), 'dimensions', /at least one/],
      [
        'a header that ends within a dimension',
        idxBytes([2, 2], []).subarray(0, 11),
        'dimensions',
        /12 bytes, the file ends at 11/,
      ],
      [
        '255 dimensions in a short file',
        new Uint8Array([0, 0, 8, 255, 0, 0, 0, 1]),
        'dimensions',
        /1024 bytes/,
      ],
      [
        'one byte too few',
        idxBytes([2, 3], new Uint8Array(5)),
        'length',
        /needs 6.*found 5.*short/,
      ],
      [
        'one byte too many',
        idxBytes([2, 3], new Uint8Array(7)),
        'length',
        /needs 6.*found 7.*long/,
      ],
      ['bytes behind an empty array', idxBytes([0, 3], [1]), 'length', /needs 0.*found 1/],
      [
        'an element cut in half',
        idxBytes([2], new Uint8Array(7), 0x0c),
        'length',
        /\[2\] of int32 needs 8/,
      ],
      [
        'a length of 4 GiB that is not there, at once',
        idxBytes([0xffff_ffff], new Uint8Array(4)),
        'length',
        /needs 4294967295/,
      ],
      [
        'dimensions whose product overflows',
        idxBytes([0xffff_ffff, 0xffff_ffff], []),
        'overflow',
        /larger than any file/,
      ],
      [
        'a product that wraps to the right size in 32 bits',
        idxBytes([0x1_0000, 0x1_0000, 0x1_0000, 0x1_0000], []),
        'overflow',
        /larger/,
      ],
      [
        'a product beyond every number',
        idxBytes(Array<number>(255).fill(0xffff_ffff), []),
        'overflow',
        /larger/,
      ],
    ]
    for (const [what, bytes, fault, message] of cases) {
      it(what, () => {
        expect(faultOf(bytes)).toBe(fault)
        expect(() => parseIdx(bytes, 'somewhere/labels')).toThrow(message)
        expect(() => parseIdx(bytes, 'somewhere/labels')).toThrow(/^somewhere\/labels: /)
      })
    }
  })
})
