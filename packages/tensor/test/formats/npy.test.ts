import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DType, decodeNpy, encodeNpy, FormatError, tensor } from '../../src/index'
import { arbitraryView } from '../support/views'
import { fromBase64, resized } from './bytes'

interface NpyCase {
  name: string
  bytes: string
  shape: number[]
  data: (number | string)[]
}

const { npy } = JSON.parse(
  readFileSync(new URL('../fixtures/formats.json', import.meta.url), 'utf8'),
) as { npy: NpyCase[] }

/** A file of version 1.0 with the header that a bad one needs. */
function file(header: string, elements = new Uint8Array(0)): Uint8Array {
  const text = new TextEncoder().encode(header)
  return Uint8Array.of(
    0x93,
    ...new TextEncoder().encode('NUMPY'),
    1,
    0,
    text.length & 255,
    text.length >> 8,
    ...text,
    ...elements,
  )
}

const good = "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }\n"
const elements = new Uint8Array(Int32Array.of(7, 8).buffer)

describe('decodeNpy', () => {
  it.each(npy.map((each) => [each.name, each] as const))(
    'reads what NumPy writes: %s',
    (_, each) => {
      const found = decodeNpy(fromBase64(each.bytes))
      expect(found.shape).toEqual(each.shape)
      const expected = each.data.map((value) =>
        value === 'inf' ? Number.POSITIVE_INFINITY : Number(value),
      )
      expect(Array.from(found.toTypedArray(), Number)).toEqual(expected)
    },
  )

  it('makes a view of Fortran order', () => {
    const fortran = npy.find(({ name }) => name === 'fortran')!
    expect(decodeNpy(fromBase64(fortran.bytes)).strides).toEqual([1, 2])
  })

  it('reads elements at any place of a larger block of memory', () => {
    expect(decodeNpy(resized(file(good, elements), 0, 3)).toArray()).toEqual([7, 8])
  })

  it.each([
    ['nothing', new Uint8Array(0), 'do not begin'],
    ['other bytes', new Uint8Array(200), 'do not begin'],
    ['an unknown version', file(good, elements).with(6, 4), 'found 4.0'],
    ['a header that is cut off', file(good, elements).subarray(0, 30), 'the header ends at byte'],
    [
      'a version 2 header that is cut off',
      file(good).with(6, 2).subarray(0, 11),
      'ends inside its header',
    ],
    ['a header longer than the file', file(good, elements).with(9, 255), 'the header ends at byte'],
    [
      'elements that are cut off',
      file(good, elements).subarray(0, -1),
      'promises 8 bytes of elements, found 7',
    ],
    [
      'bytes after the elements',
      file(good, new Uint8Array(9)),
      'promises 8 bytes of elements, found 9',
    ],
    [
      'a shape larger than the file',
      file(good.replace('(2,)', '(2000000000,)'), elements),
      'promises 8000000000 bytes',
    ],
    [
      'a shape beyond all numbers',
      file(good.replace('(2,)', '(9007199254740993, 3)'), elements),
      'impossible shape',
    ],
    [
      'a product beyond all numbers',
      file(good.replace('(2,)', '(4294967296, 4294967296)'), elements),
      'impossible shape',
    ],
    ['too many axes', file(good.replace('(2,)', `(${'1, '.repeat(65)})`), elements), '65 axes'],
    ['a negative size', file(good.replace('(2,)', '(-2,)'), elements), 'three plain entries'],
    ['a number for a shape', file(good.replace('(2,)', '(2)'), elements), 'no tuple'],
    ['a size that begins with 0', file(good.replace('(2,)', '(02,)'), elements), 'no tuple'],
    ['spaces that are none', file(good.replace(' ', '\xa0'), elements), 'no plain text'],
    ['numbers without commas', file(good.replace('(2,)', '(2 2,)'), elements), 'no tuple'],
    [
      'a type named like what every object has',
      file(good.replace('<i4', '<constructor'), elements),
      "element type '<constructor' is not read",
    ],
    ['objects', file(good.replace('<i4', '|O'), elements), "element type '|O' is not read"],
    [
      'complex numbers',
      file(good.replace('<i4', '<c8'), elements),
      "element type '<c8' is not read",
    ],
    [
      'a structured type',
      file(good.replace("'<i4'", "[('a', '<i4')]"), elements),
      'three plain entries',
    ],
    ['no order of bytes', file(good.replace('<i4', '|i4'), elements), 'does not say the order'],
    [
      'a truth value for the type',
      file(good.replace("'<i4'", 'True'), elements),
      "'descr' is missing",
    ],
    [
      'a missing key',
      file(good.replace("'fortran_order': False, ", ''), elements),
      "'fortran_order' is missing",
    ],
    ['a key too many', file(good.replace('{', "{'more': True, "), elements), 'other keys'],
    [
      'a key twice',
      file(good.replace('{', "{'descr': '<f4', "), elements),
      "'descr' is given twice",
    ],
    ['code for a header', file('{__import__("os").system("x")}', elements), 'three plain entries'],
    ['no dictionary', file('[1, 2]', elements), 'no dictionary'],
    [
      'a bool that is neither',
      file(good.replace('<i4', '|b1'), Uint8Array.of(1, 2)),
      'the byte 2, not 0 or 1',
    ],
    [
      'an integer that does not fit',
      file(good.replace('<i4', '<i8'), new Uint8Array(BigInt64Array.of(1n, 2n ** 40n).buffer)),
      'element 1 is 1099511627776, which int32 does not hold',
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeNpy(bytes)).toThrow(FormatError)
    expect(() => decodeNpy(bytes)).toThrow(message)
    expect(() => decodeNpy(bytes)).toThrow('decodeNpy: ')
  })

  it('never fails in another way, whatever the bytes', () => {
    const mutation = fc.tuple(fc.nat({ max: 90 }), fc.nat({ max: 255 }))
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        const bytes = file(good, elements)
        for (const [at, value] of mutations) if (at < bytes.length) bytes[at] = value
        try {
          decodeNpy(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('encodeNpy', () => {
  it.each<DType>(['float32', 'float64', 'int32', 'uint8', 'bool'])(
    'writes what it reads: %s',
    (dtype) => {
      fc.assert(
        fc.property(arbitraryView(dtype), (x) => {
          const again = decodeNpy(encodeNpy(x))
          expect([again.dtype, again.shape]).toEqual([x.dtype, x.shape])
          expect(again.toTypedArray()).toEqual(x.toTypedArray())
        }),
        { numRuns: 30 },
      )
    },
  )

  it.each(['float32', 'float64 0-d', 'int32', 'uint8', 'bool', 'empty'])(
    'writes the bytes that NumPy writes: %s',
    (name) => {
      const { bytes } = npy.find((each) => each.name === name)!
      expect(encodeNpy(decodeNpy(fromBase64(bytes)))).toEqual(fromBase64(bytes))
    },
  )

  it('begins the elements at a multiple of 64', () => {
    expect(encodeNpy(tensor([1, 2])).length).toBe(128 + 8)
  })
})
