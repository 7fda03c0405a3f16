import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ImageError } from '../src/errors'
import { decodeImage } from '../src/image/decode-image'
import { toGray } from '../src/image/raw-image'

const read = (name: string): Uint8Array =>
  readFileSync(new URL(`fixtures/pictures/${name}`, import.meta.url))

async function grayOf(name: string) {
  return toGray(await decodeImage(read(name)))
}

/** What the PNG fixtures of 8 and 16 bits show: 7 x 5 grays. */
const ramp = Array.from({ length: 35 }, (_, i) => ((i % 7) * 3 + Math.floor(i / 7) * 11) * 4)
/** What those of `levels` grays show. */
const stripes = (levels: number, step: number) =>
  Array.from({ length: 35 }, (_, i) => (((i % 7) + Math.floor(i / 7)) % levels) * step)

describe('decodeImage', () => {
  const pngs: [string, number[]][] = [
    ['gray8.png', ramp],
    ['gray16.png', ramp],
    ['rgb8.png', ramp],
    ['rgba8.png', ramp],
    ['gray1.png', stripes(2, 255)],
    ['gray2.png', stripes(4, 85)],
    ['gray4.png', stripes(16, 17)],
    ['palette2.png', stripes(4, 20)],
    ['gray-alpha.png', ramp.map((value, i) => (i % 7 < 3 ? 255 : value))],
  ]
  for (const [name, expected] of pngs) {
    it(`reads ${name}`, async () => {
      const { width, height, pixels } = await grayOf(name)
      expect([width, height]).toEqual([7, 5])
      pixels.forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i], 6)
      })
    })
  }

  const turned = Array.from({ length: 7 }, (_, i) => `orientation${i + 2}.jpg`)
  for (const name of ['upright.jpg', 'progressive.jpg', 'gray.jpg', ...turned]) {
    it(`reads ${name}, the right way up`, async () => {
      const { width, height, pixels } = await grayOf(name)
      expect([width, height]).toEqual([48, 32])
      const at = (x: number, y: number) => pixels[y * 48 + x]
      // Dark on the left; on the right bright above and middling below; JPEG is not exact.
      for (const [x, y, value] of [
        [10, 8, 40],
        [10, 25, 40],
        [40, 5, 220],
        [40, 25, 120],
      ]) {
        expect(Math.abs(at(x, y) - value)).toBeLessThan(5)
      }
    })
  }

  it('names what it does not read', async () => {
    const ascii = (text: string) => new TextEncoder().encode(text)
    await expect(decodeImage(ascii('GIF89a...'))).rejects.toThrow(/PNG or JPEG file, found a GIF/)
    await expect(decodeImage(ascii('RIFF....WEBP'))).rejects.toThrow(/found a WebP/)
    await expect(decodeImage(ascii('\0\0\0\u001cftypavif'))).rejects.toThrow(/found a HEIC or AVIF/)
    await expect(decodeImage(new Uint8Array(9))).rejects.toThrow(
      /bytes that start with 00 00 00 00/,
    )
    await expect(decodeImage(ascii('hello'))).rejects.toThrow(/bytes that start with 68 65 6c 6c/)
    await expect(decodeImage(new Uint8Array(0))).rejects.toThrow(/found no bytes; convert it/)
  })

  it('refuses damaged files with a reason', async () => {
    for (const name of ['gray8.png', 'upright.jpg']) {
      const bytes = read(name)
      for (const length of [8, 20, bytes.length >> 1]) {
        await expect(decodeImage(bytes.subarray(0, length)), `${name} ${length}`).rejects.toThrow(
          ImageError,
        )
      }
    }
    const flipped = Uint8Array.from(read('gray8.png'))
    flipped[flipped.length - 20] ^= 255
    await expect(decodeImage(flipped)).rejects.toThrow(/damaged PNG file \(.+\)/)
  })

  it('refuses a PNG that claims to be enormous, before it takes memory', async () => {
    const bytes = Uint8Array.from(read('gray8.png'))
    new DataView(bytes.buffer).setUint32(16, 200_000)
    await expect(decodeImage(bytes)).rejects.toThrow(ImageError)
    new DataView(bytes.buffer).setUint32(20, 200_000)
    await expect(decodeImage(bytes)).rejects.toThrow(
      /200000 x 200000 is more than 100000000 pixels/,
    )
  })
})

describe('toGray', () => {
  it('weighs colours as the eye does and lays transparency on white', () => {
    const data = Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 9, 9, 9, 0)
    const { pixels } = toGray({ width: 2, height: 2, data })
    expect([...pixels].map((value) => Math.round(value * 1000) / 1000)).toEqual([
      76.245, 149.685, 29.07, 255,
    ])
  })

  it('refuses what is neither a file nor pixels', () => {
    expect(() => toGray('seven.png' as never)).toThrow(
      'picture: expected the bytes of a PNG or JPEG file in a Uint8Array, or pixels',
    )
  })

  it('refuses data that do not fill the picture', () => {
    const data = new Uint8Array(11)
    expect(() => toGray({ width: 2, height: 2, data })).toThrow(/2 x 2: needs 1 to 4 .* found 11/)
    expect(() => toGray({ width: 0, height: 2, data: new Uint8Array(0) })).toThrow(ImageError)
    expect(() => toGray({ width: 5.5, height: 2, data })).toThrow(ImageError)
  })
})
