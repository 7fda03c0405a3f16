import { readdirSync, readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ImageError } from '../src/errors'
import { decodeImage } from '../src/image/decode-image'

/** `FUZZ_FILES` and `FUZZ_SEED` make a longer hunt of it. */
const { FUZZ_FILES = 500, FUZZ_SEED = 1 } = process.env
const hunt = { numRuns: Number(FUZZ_FILES), seed: Number(FUZZ_SEED) }

const folder = new URL('fixtures/pictures/', import.meta.url)
const pictures = readdirSync(folder)
  .filter((name) => /\.(png|jpg)$/.test(name))
  .map((name) => new Uint8Array(readFileSync(new URL(name, folder))))

function chunk(type: string, data: Uint8Array): Buffer {
  const whole = Buffer.alloc(12 + data.length)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4, 'latin1')
  whole.set(data, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4)
  return whole
}

function size(width: number, height: number, interlaced = 0): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, interlaced])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  return chunk('IHDR', header)
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
const pixels = (bytes: number) => chunk('IDAT', deflateSync(Buffer.alloc(bytes)))
const end = chunk('IEND', Buffer.alloc(0))
const png = (...chunks: Buffer[]) => new Uint8Array(Buffer.concat([signature, ...chunks, end]))

const bomb = deflateSync(Buffer.alloc(64_000_000))

describe('a PNG file made to fill memory', () => {
  it.each([
    [
      'pixels that inflate to more than the size',
      png(size(20, 20), chunk('IDAT', bomb)),
      /inflates to more than the 420 bytes/,
    ],
    [
      'the same, interlaced',
      png(size(20, 20, 1), chunk('IDAT', bomb)),
      /inflates to more than the 4\d\d bytes/,
    ],
    [
      'a size in the gigapixels',
      png(size(60_000, 60_000), pixels(100)),
      /more than 100000000 pixels/,
    ],
    ['a second, larger size', png(size(20, 20), size(60_000, 60_000), pixels(420)), /two sizes/],
    [
      'a size that does not come first',
      png(chunk('tEXt', Buffer.alloc(30)), size(60_000, 60_000), pixels(100)),
      /more than 100000000 pixels/,
    ],
    [
      'a chunk longer than the file',
      png(size(20, 20), Buffer.from([0x7f, 255, 255, 255, 73, 68, 65, 84])),
      /cut short/,
    ],
  ])('by %s is refused', async (_, bytes, message) => {
    await expect(decodeImage(bytes)).rejects.toThrow(ImageError)
    await expect(decodeImage(bytes)).rejects.toThrow(message)
  })

  it('by a colour profile, which nobody asked for, is read without it', async () => {
    const profile = chunk('iCCP', Buffer.concat([Buffer.from('profile\0\0', 'latin1'), bomb]))
    const { width, height } = await decodeImage(png(size(20, 20), profile, pixels(420)))
    expect([width, height]).toEqual([20, 20])
  })
})

it('a broken picture is refused by name or read at the size it says', async () => {
  const spot = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }))
  const broken = fc
    .record({
      picture: fc.constantFrom(...pictures),
      spots: fc.array(spot, { minLength: 1, maxLength: 8 }),
      cut: fc.option(fc.nat(), { freq: 3 }),
    })
    .map(({ picture, spots, cut }) => {
      const bytes = picture.slice(0, cut === null ? picture.length : cut % picture.length)
      for (const [place, value] of spots) if (bytes.length > 0) bytes[place % bytes.length] = value
      return bytes
    })
  const survives = fc.asyncProperty(broken, async (bytes) => {
    try {
      const { width, height, data } = await decodeImage(bytes)
      return data.length % (width * height) === 0
    } catch (error) {
      return error instanceof ImageError
    }
  })
  await fc.assert(survives, hunt)
})
