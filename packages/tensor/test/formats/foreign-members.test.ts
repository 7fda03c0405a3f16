import { describe, expect, it } from 'vitest'
import { writeZip } from '../../src/formats/zip-writer'
import { decodeNpz, decodeSafetensors, encodeNpy, FormatError, tensor } from '../../src/index'

/** An .npy file with elements of any type. */
function npy(descr: string, shape: string, elements: Uint8Array): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117)
  const bytes = new Uint8Array(128 + elements.length)
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0])
  bytes.set(new TextEncoder().encode(`${header}\n`), 10)
  bytes.set(elements, 128)
  return bytes
}

const good = encodeNpy(tensor([1, 2, 3]))

describe('an .npz archive with a member that is no array of numbers', () => {
  const members: [string, string, Uint8Array][] = [
    ['text', 'labels.npy', npy('<U2', '(2,)', new Uint8Array(16))],
    ['bytes', 'raw.npy', npy('|S4', '(2,)', new Uint8Array(8))],
    ['objects', 'objects.npy', npy('|O', '(1,)', new Uint8Array(20))],
    ['complex numbers', 'spectrum.npy', npy('<c16', '(1,)', new Uint8Array(16))],
    ['dates', 'when.npy', npy('<M8[D]', '(1,)', new Uint8Array(8))],
    ['integers beyond int32', 'ids.npy', npy('<i8', '(1,)', new Uint8Array(8).fill(0x7f))],
    ['a README', 'README.md', new TextEncoder().encode('# data')],
    ['a damaged array', 'damaged.npy', good.subarray(0, 100)],
  ]

  it.each(members)(
    '%s: the error names it, and the others are read by name',
    async (_, name, bytes) => {
      const archive = writeZip([
        { name: 'good.npy', bytes: good },
        { name, bytes },
      ])
      const error = await decodeNpz(archive).then(
        () => null,
        (caught: unknown) => caught,
      )
      expect(error).toBeInstanceOf(FormatError)
      expect(String(error)).toContain(`'${name.replace(/\.npy$/, '')}'`)
      expect(String(error)).toContain('{ names }')
      const found = await decodeNpz(archive, { names: ['good'] })
      expect(Object.keys(found)).toEqual(['good'])
      expect(found.good.toArray()).toEqual([1, 2, 3])
    },
  )

  it('folders are skipped', async () => {
    const archive = writeZip([
      { name: 'data/', bytes: new Uint8Array(0) },
      { name: 'data/good.npy', bytes: good },
    ])
    expect(Object.keys(await decodeNpz(archive))).toEqual(['data/good'])
  })

  it('members that are not asked for are not unpacked', async () => {
    const archive = writeZip([
      { name: 'good.npy', bytes: good },
      { name: 'broken.npy', bytes: good },
    ])
    const at = archive.lastIndexOf(0x93)
    archive[at] ^= 0xff
    await expect(decodeNpz(archive)).rejects.toThrow("'broken.npy' is damaged")
    expect((await decodeNpz(archive, { names: ['good'] })).good.toArray()).toEqual([1, 2, 3])
  })

  it('a name that the archive lacks is an error that lists its arrays', async () => {
    const archive = writeZip([{ name: 'good.npy', bytes: good }])
    await expect(decodeNpz(archive, { names: ['bad'] })).rejects.toThrow(
      "decodeNpz: there is no array 'bad'; the archive has good",
    )
    expect(await decodeNpz(archive, { names: [] })).toEqual({})
  })
})

describe('a safetensors file with a tensor of another type', () => {
  function file(tensors: Record<string, { dtype: string; shape: number[]; bytes: Uint8Array }>) {
    let end = 0
    const header = Object.fromEntries(
      Object.entries(tensors).map(([name, { dtype, shape, bytes }]) => {
        const begin = end
        end += bytes.length
        return [name, { dtype, shape, data_offsets: [begin, end] }]
      }),
    )
    const text = new TextEncoder().encode(JSON.stringify(header))
    const bytes = new Uint8Array(8 + text.length + end)
    new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
    bytes.set(text, 8)
    let at = 8 + text.length
    for (const { bytes: data } of Object.values(tensors)) {
      bytes.set(data, at)
      at += data.length
    }
    return bytes
  }

  const one = { dtype: 'F32', shape: [1], bytes: new Uint8Array(new Float32Array([1.5]).buffer) }

  it.each([
    ['F8', { dtype: 'F8_E4M3', shape: [2], bytes: new Uint8Array(2) }],
    ['complex numbers', { dtype: 'C64', shape: [1], bytes: new Uint8Array(8) }],
    ['integers beyond int32', { dtype: 'I64', shape: [1], bytes: new Uint8Array(8).fill(0x7f) }],
    [
      'a size that is not that of its shape',
      { dtype: 'F32', shape: [3], bytes: new Uint8Array(4) },
    ],
  ])('%s: the error names it, and the others are read by name', (_, foreign) => {
    const bytes = file({ good: one, foreign })
    expect(() => decodeSafetensors(bytes)).toThrow("decodeSafetensors: 'foreign'")
    const { tensors } = decodeSafetensors(bytes, { names: ['good'] })
    expect(Object.keys(tensors)).toEqual(['good'])
    expect(tensors.good.toArray()).toEqual([1.5])
    expect(() => decodeSafetensors(bytes, { names: ['foreign'] })).toThrow("'foreign'")
  })

  it('a name that the file lacks is an error that lists its tensors', () => {
    expect(() => decodeSafetensors(file({ good: one }), { names: ['bad'] })).toThrow(
      "there is no tensor 'bad'; the file has good",
    )
  })
})
