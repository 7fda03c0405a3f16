import { readFileSync } from 'node:fs'
import { crc32, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeNpz, encodeNpy, encodeNpz, FormatError, tensor, zeros } from '../../src/index'
import { fromBase64, resized } from './bytes'

const { npz } = JSON.parse(
  readFileSync(new URL('../fixtures/formats.json', import.meta.url), 'utf8'),
) as { npz: { stored: string; packed: string } }

const stored = fromBase64(npz.stored)
const packed = fromBase64(npz.packed)

/** Writes a number, lowest byte first, at a place counted from the end where it is negative. */
function changed(bytes: Uint8Array, at: number, value: number, size = 4): Uint8Array {
  const copy = bytes.slice()
  const place = at < 0 ? copy.length + at : at
  for (let i = 0; i < size; i++) copy[place + i] = (value / 256 ** i) & 255
  return copy
}

/** Where the directory begins, and its entry `i`, counting the fields of names of 5 bytes. */
const directory = (bytes: Uint8Array) =>
  new DataView(bytes.buffer).getUint32(bytes.length - 6, true)
const entry = (bytes: Uint8Array, i: number) => directory(bytes) + i * (46 + 'w.npy'.length)

/** An archive of one packed array of zeros, with `after` behind the packed bytes. */
function packedZeros(after: number[], claimed: number): Uint8Array {
  const raw = encodeNpy(zeros([100]))
  const data = Uint8Array.of(...deflateRawSync(raw), ...after)
  const fields = [20, 0, 8, 0, 0].flatMap((field) => [field, 0])
  const words = [crc32(raw), data.length, claimed].flatMap((word) => [
    ...new Uint8Array(Uint32Array.of(word).buffer),
  ])
  const name = [...new TextEncoder().encode('x.npy')]
  const common = [...fields, ...words, name.length, 0, 0, 0]
  const local = [0x50, 0x4b, 3, 4, ...common, ...name, ...data]
  const listed = [0x50, 0x4b, 1, 2, 20, 0, ...common, ...new Uint8Array(14), ...name]
  const end = new Uint8Array(22)
  const view = new DataView(end.buffer)
  view.setUint32(0, 0x06054b50, true)
  view.setUint16(10, 1, true)
  view.setUint32(12, listed.length, true)
  view.setUint32(16, local.length, true)
  return Uint8Array.of(...local, ...listed, ...end)
}

describe('decodeNpz', () => {
  it('reads what NumPy writes, stored or packed', async () => {
    const plain = await decodeNpz(resized(stored, 0, 3))
    expect(Object.keys(plain)).toEqual(['w', 'b'])
    expect(plain.w.toArray()).toEqual([
      [1.5, -2, 3],
      [4, 5, 6],
    ])
    const dense = await decodeNpz(packed)
    expect(dense.w.toArray()).toEqual(zeros([50, 40]).toArray())
    expect(dense.b.toArray()).toEqual([0, 1, 2, 3])
  })

  it.each([
    ['nothing', new Uint8Array(0), 'do not end as a zip archive'],
    ['an archive that is cut off', stored.subarray(0, -1), 'do not end as a zip archive'],
    ['bytes after the archive', Uint8Array.of(...stored, 0), 'do not end as a zip archive'],
    ['a directory elsewhere', changed(stored, -6, 10), 'does not reach up to its end record'],
    ['more files than there are', changed(stored, -12, 3, 2), 'ends before its file 3 of 3'],
    ['fewer files than there are', changed(stored, -12, 1, 2), 'holds more than its files'],
    [
      'a name beyond the directory',
      changed(stored, entry(stored, 1) + 28, 500, 2),
      'ends inside its file 2',
    ],
    [
      'a file that is not there',
      changed(stored, entry(stored, 1) + 42, 3),
      'there is no file at byte 3',
    ],
    [
      'a file past the others',
      changed(stored, entry(stored, 1) + 42, 0xfffffff0),
      'there is no file at byte',
    ],
    ['one file twice', changed(stored, entry(stored, 1) + 42, 0), 'overlap'],
    [
      'a packed size past the files',
      changed(stored, entry(stored, 1) + 20, 5000),
      'reaches past the end',
    ],
    [
      'a size beyond what is stored',
      changed(stored, entry(stored, 0) + 24, 5000),
      "'w.npy' claims 5000 bytes",
    ],
    [
      'a size beyond all packing',
      changed(packed, entry(packed, 0) + 24, 0xfffffff0),
      "'w.npy' claims 4294967280 bytes",
    ],
    [
      'more than it claims',
      changed(packed, entry(packed, 0) + 24, 100),
      "'w.npy' claims 100 bytes, found more",
    ],
    [
      'less than it claims',
      changed(packed, entry(packed, 0) + 24, 9000),
      "'w.npy' claims 9000 bytes, found 8128",
    ],
    ['an unknown packing', changed(stored, entry(stored, 0) + 10, 14, 2), 'packed by method 14'],
    ['an encrypted file', changed(stored, entry(stored, 0) + 8, 1, 2), 'is encrypted'],
    ['another checksum', changed(stored, entry(stored, 0) + 16, 1), "'w.npy' is damaged"],
    ['packed bytes that are damaged', changed(packed, 60, 0xffff, 2), "'w.npy'"],
    ['a file that is no array', changed(stored, entry(stored, 0) + 46, 0x2e2e2e2e, 4), "'....y'"],
    [
      'one name twice',
      changed(stored, entry(stored, 1) + 46, 'w'.charCodeAt(0), 1),
      "'w' is in the archive twice",
    ],
  ])('refuses %s', async (_, bytes, message) => {
    await expect(decodeNpz(bytes)).rejects.toThrow(FormatError)
    await expect(decodeNpz(bytes)).rejects.toThrow(message)
  })

  it('names what is wrong behind the packed bytes, whatever else is', async () => {
    const { length } = encodeNpy(zeros([100]))
    expect((await decodeNpz(packedZeros([], length))).x.toArray()).toEqual(zeros([100]).toArray())
    for (const claimed of [length - 1, length + 1, 1]) {
      await expect(decodeNpz(packedZeros([1, 2, 3], claimed))).rejects.toThrow(FormatError)
      await expect(decodeNpz(packedZeros([1, 2, 3], claimed))).rejects.toThrow("'x.npy'")
    }
  })

  it('never fails in another way, and notices what changes the arrays', async () => {
    const expected = await decodeNpz(packed)
    const byte = fc.tuple(fc.nat({ max: packed.length - 1 }), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(byte, async ([at, difference]) => {
        const bytes = packed.slice()
        bytes[at] ^= difference
        try {
          const found = await decodeNpz(bytes)
          const arrays = (all: typeof found) => Object.values(all).map((x) => x.toTypedArray())
          expect(arrays(found)).toEqual(arrays(expected))
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('encodeNpz', () => {
  it('takes names that every object has for names', async () => {
    const named = Object.fromEntries(['__proto__', 'constructor'].map((name) => [name, zeros([1])]))
    const again = await decodeNpz(encodeNpz(named))
    expect(Object.keys(again)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(again)).toBe(Object.prototype)
    expect('shape' in {}).toBe(false)
  })

  it('writes what it reads, and the same bytes each time', async () => {
    const tensors = {
      a: tensor([
        [1, 2],
        [3, 4],
      ]).T,
      'layer.0/bias': tensor([1, 2], { dtype: 'int32' }),
      empty: zeros([0, 2]),
    }
    const bytes = encodeNpz(tensors)
    const again = await decodeNpz(bytes)
    expect(Object.entries(again).map(([name, x]) => [name, x.dtype, x.toArray()])).toEqual(
      Object.entries(tensors).map(([name, x]) => [name, x.dtype, x.toArray()]),
    )
    expect(encodeNpz(again)).toEqual(bytes)
    expect(await decodeNpz(encodeNpz({}))).toEqual({})
  })
})
