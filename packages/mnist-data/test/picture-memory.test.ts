import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'jpeg-js'
import { describe, expect, it } from 'vitest'
import { ImageError } from '../src/errors'
import { decodeImage } from '../src/image/decode-image'

function chunk(type: string, data: Uint8Array): Buffer {
  const whole = Buffer.alloc(12 + data.length)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4, 'latin1')
  whole.set(data, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4)
  return whole
}

/** A flat PNG file; colour types 0 gray, 2 RGB, 3 indexed, 6 RGBA. */
function flatPng(width: number, height: number, depth: number, colour: number): Uint8Array {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, depth, colour, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  const samples = { 0: 1, 2: 3, 3: 1, 6: 4 }[colour]!
  const row = 1 + Math.ceil((width * samples * depth) / 8)
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.alloc(row * height))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

/** A small JPEG file whose frame says another size. */
function jpegOf(width: number, height: number): Uint8Array {
  const { data } = encode({ width: 8, height: 8, data: Buffer.alloc(256, 255) }, 80)
  const bytes = new Uint8Array(data)
  const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0)
  new DataView(bytes.buffer).setUint16(frame + 5, height)
  new DataView(bytes.buffer).setUint16(frame + 7, width)
  return bytes
}

describe('a picture that needs more memory than its file justifies', () => {
  it.each([
    ['a JPEG file of 100 megapixels', jpegOf(10_000, 10_000)],
    ['a JPEG file of three megapixels', jpegOf(2000, 1500)],
    ['a PNG file of 16 bits', flatPng(6700, 6700, 16, 2)],
    ['a PNG file of one bit', flatPng(10_000, 9_000, 1, 0)],
    ['a PNG file of RGBA', flatPng(2500, 2000, 8, 6)],
  ])('is refused before it is decoded: %s', async (_, bytes) => {
    const before = process.memoryUsage().rss
    await expect(decodeImage(bytes)).rejects.toThrow(ImageError)
    await expect(decodeImage(bytes)).rejects.toThrow(
      /decoding \d+ x \d+ pixels from \d+ bytes needs about \d+ MB, more than the \d+ MB allowed/,
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(64e6)
  })

  it('is decoded when the option allows it', async () => {
    const bytes = flatPng(2500, 2000, 8, 6)
    const { width, height } = await decodeImage(bytes, { memory: 500e6 })
    expect([width, height]).toEqual([2500, 2000])
    await expect(decodeImage(flatPng(20, 20, 8, 0), { memory: 1000 })).rejects.toThrow(ImageError)
  })

  it('is decoded at the sizes of screens, whatever its file holds', async () => {
    for (const bytes of [flatPng(1920, 1080, 8, 6), flatPng(1920, 1200, 8, 2), jpegOf(1280, 960)]) {
      const picture = await decodeImage(bytes).catch((error: unknown) => error)
      if (picture instanceof Error) expect(picture.message).toMatch(/damaged JPEG file/)
      else expect(picture).toHaveProperty('width')
    }
  })
})

it('refuses an indexed PNG file without a palette', async () => {
  await expect(decodeImage(flatPng(20, 20, 8, 3))).rejects.toThrow(
    'picture: an indexed PNG file without a palette',
  )
})

it('refuses a JPEG file with more components than colours have', async () => {
  const bytes = jpegOf(8, 8)
  const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0)
  bytes[frame + 9] = 200
  await expect(decodeImage(bytes)).rejects.toThrow('200 components, expected 1 to 4')
})

it('names the fault of a file, not the error of JavaScript on which a decoder stumbles', async () => {
  const sound = jpegOf(8, 8)
  for (let at = 2; at < sound.length; at++) {
    for (const value of [0, 1, 0x7f, 0xff]) {
      const bytes = sound.slice()
      bytes[at] = value
      const error = await decodeImage(bytes).then(
        () => null,
        (cause: Error) => cause,
      )
      if (error === null) continue
      expect(error).toBeInstanceOf(ImageError)
      expect(error.message).not.toMatch(
        /undefined|Cannot read|is not (a|defined|iterable)|Invalid (typed )?array/,
      )
    }
  }
})
