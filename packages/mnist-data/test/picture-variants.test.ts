import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { ImageError } from '../src/errors'
import { type Chunk, chunkOf } from '../src/image/chunk'
import { decodeImage } from '../src/image/decode-image'
import { orient } from '../src/image/orient'
import { chunksOf } from '../src/image/picture-chunks'

const raw = {
  width: 3,
  height: 2,
  data: Uint8Array.of(10, 60, 110, 160, 210, 250),
}
const png = encode({ ...raw, channels: 1, depth: 8 })
const upright = readFileSync(new URL('fixtures/pictures/upright.jpg', import.meta.url))
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0))
const joined = (...parts: readonly (Uint8Array | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]))

/** The PNG with further chunks, before its pixels or behind them. */
function withChunks(added: readonly Chunk[], place: 'before' | 'behind' = 'before'): Uint8Array {
  const chunks = chunksOf(png)
  const at = place === 'before' ? 1 : chunks.length - 1
  return joined(png.subarray(0, 8), ...chunks.toSpliced(at, 0, ...added).map(({ whole }) => whole))
}

/** A TIFF structure whose only entry is the orientation, of a type of 1, 2 or 4 bytes. */
function exif(orientation: number, little: boolean, size: 1 | 2 | 4 = 2): Uint8Array {
  const view = new DataView(new ArrayBuffer(26))
  view.setUint16(0, little ? 0x4949 : 0x4d4d)
  view.setUint16(2, 42, little)
  view.setUint32(4, 8, little)
  view.setUint16(8, 1, little)
  view.setUint16(10, 0x0112, little)
  view.setUint16(12, { 1: 1, 2: 3, 4: 4 }[size], little)
  view.setUint32(14, 1, little)
  if (size === 1) view.setUint8(18, orientation)
  if (size === 2) view.setUint16(18, orientation, little)
  if (size === 4) view.setUint32(18, orientation, little)
  return new Uint8Array(view.buffer)
}

const xmp = (inner: string, prefix = 'tiff') =>
  `<x:xmpmeta><rdf:Description xmlns:${prefix}="http://ns.adobe.com/tiff/1.0/" ${inner}</x:xmpmeta>`
const attribute = (k: number) => xmp(`tiff:Orientation="${k}"/>`)
const element = (k: number) => xmp(`><my:Orientation>${k}</my:Orientation>`, 'my')

const iTXt = (text: string, packed = false) => {
  const bytes = packed ? deflateSync(ascii(text)) : ascii(text)
  return chunkOf(
    'iTXt',
    joined(ascii('XML:com.adobe.xmp'), [0, Number(packed), 0], ascii('en'), [0, 0], bytes),
  )
}

/** As ImageMagick keeps EXIF in text: the kind, its length, and hexadecimal digits in lines. */
function rawProfile(block: Uint8Array): string {
  const named = joined(ascii('Exif\0\0'), block)
  const hex = Array.from(named, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `\nexif\n      ${named.length}\n${hex.replace(/.{72}/g, '$&\n')}\n`
}
const keyword = ascii('Raw profile type exif\0')

const pngs: [string, (k: number) => Uint8Array][] = [
  ['an eXIf chunk', (k) => withChunks([chunkOf('eXIf', exif(k, true))])],
  ['an eXIf chunk in the other byte order', (k) => withChunks([chunkOf('eXIf', exif(k, false))])],
  [
    'an eXIf chunk behind the pixels',
    (k) => withChunks([chunkOf('eXIf', exif(k, true))], 'behind'),
  ],
  [
    'an eXIf chunk that begins as in a JPEG',
    (k) => withChunks([chunkOf('eXIf', joined(ascii('Exif\0\0'), exif(k, true)))]),
  ],
  ['a 32-bit number', (k) => withChunks([chunkOf('eXIf', exif(k, false, 4))])],
  ['an 8-bit number', (k) => withChunks([chunkOf('eXIf', exif(k, false, 1))])],
  ['XMP, as an attribute', (k) => withChunks([iTXt(attribute(k))])],
  ['XMP, as an element of another prefix', (k) => withChunks([iTXt(element(k))], 'behind')],
  ['XMP that is compressed', (k) => withChunks([iTXt(attribute(k), true)])],
  [
    'EXIF in text',
    (k) => withChunks([chunkOf('tEXt', joined(keyword, ascii(rawProfile(exif(k, true)))))]),
  ],
  [
    'EXIF in compressed text',
    (k) => {
      const text = deflateSync(ascii(rawProfile(exif(k, true))))
      return withChunks([chunkOf('zTXt', joined(keyword, [0], text))])
    },
  ],
  [
    'EXIF, where XMP says otherwise',
    (k) => withChunks([iTXt(attribute((k % 8) + 1)), chunkOf('eXIf', exif(k, true))]),
  ],
  [
    'XMP, where EXIF says nothing',
    (k) => withChunks([iTXt(attribute(k)), chunkOf('eXIf', exif(0, true))]),
  ],
]

/** The JPEG with APP1 segments, each behind `fill` fill bytes. */
function withSegments(segments: readonly Uint8Array[], fill = 0): Uint8Array {
  const app1 = (data: Uint8Array) => {
    const length = data.length + 2
    return joined(Array(fill).fill(0xff), [0xff, 0xe1, length >> 8, length & 255], data)
  }
  return joined(upright.subarray(0, 2), ...segments.map(app1), upright.subarray(2))
}
const exifSegment = (k: number, little = true) => joined(ascii('Exif\0\0'), exif(k, little))
const xmpSegment = (text: string) => joined(ascii('http://ns.adobe.com/xap/1.0/\0'), ascii(text))

const jpegs: [string, (k: number) => Uint8Array][] = [
  ['EXIF', (k) => withSegments([exifSegment(k)])],
  ['EXIF behind fill bytes', (k) => withSegments([exifSegment(k, false)], 3)],
  ['XMP', (k) => withSegments([xmpSegment(attribute(k))])],
  ['EXIF behind XMP', (k) => withSegments([xmpSegment(attribute((k % 8) + 1)), exifSegment(k)])],
  ['XMP, where EXIF says nothing', (k) => withSegments([exifSegment(9), xmpSegment(element(k))])],
]

describe('the orientation of a picture', () => {
  it.each(pngs)('of a PNG is found in %s', async (_, make) => {
    for (let k = 1; k <= 8; k++) {
      const { width, height, data } = await decodeImage(make(k))
      expect({ width, height, data: [...data] }, `orientation ${k}`).toEqual({
        ...orient(raw, k),
        data: [...orient(raw, k).data],
      })
    }
  })

  it.each(jpegs)('of a JPEG is found in %s', async (_, make) => {
    const plain = await decodeImage(upright)
    for (let k = 1; k <= 8; k++) {
      const found = await decodeImage(make(k))
      const expected = orient(plain, k)
      expect([found.width, found.height]).toEqual([expected.width, expected.height])
      expect(
        Buffer.compare(Buffer.from(found.data), Buffer.from(expected.data)),
        `orientation ${k}`,
      ).toBe(0)
    }
  })

  it.each<[string, readonly Chunk[]]>([
    ['a number that is none', [chunkOf('eXIf', exif(9, true))]],
    ['a block that is cut short', [chunkOf('eXIf', exif(6, true).subarray(0, 17))]],
    ['text that is damaged', [chunkOf('zTXt', joined(keyword, [0, 1, 2, 3]))]],
    ['digits that are missing', [chunkOf('tEXt', joined(keyword, ascii('\nexif\n')))]],
    ['an empty block', [chunkOf('eXIf', new Uint8Array(0))]],
  ])('is upright where there is %s', async (_, chunks) => {
    expect([...(await decodeImage(withChunks(chunks))).data]).toEqual([...raw.data])
  })
})

describe('bytes behind the end of a picture', () => {
  const tails: [string, Uint8Array][] = [
    ['a newline', ascii('\n')],
    ['zeros', new Uint8Array(512)],
    ['a beginning of another file', ascii('\x89PNG\r\n\x1a\n\0\0\0')],
    ['text', ascii('</body></html>')],
  ]
  it.each(tails)('are passed over: %s', async (_, tail) => {
    expect([...(await decodeImage(joined(png, tail))).data]).toEqual([...raw.data])
    const [plain, longer] = await Promise.all([
      decodeImage(upright),
      decodeImage(joined(upright, tail)),
    ])
    expect(Buffer.compare(Buffer.from(longer.data), Buffer.from(plain.data))).toBe(0)
  })

  it.each(tails)('are passed over behind the pixels of a PNG too: %s', async (_, tail) => {
    const chunks = chunksOf(png).map((chunk) =>
      chunk.type === 'IDAT' ? chunkOf('IDAT', joined(chunk.data, tail)) : chunk,
    )
    const bytes = joined(png.subarray(0, 8), ...chunks.map(({ whole }) => whole))
    expect([...(await decodeImage(bytes)).data]).toEqual([...raw.data])
  })

  it('do not hide damage of what is before them', async () => {
    const chunks = chunksOf(png)
    const pixels = chunks.find(({ type }) => type === 'IDAT') as Chunk
    const spoilt = Uint8Array.from(pixels.data)
    spoilt[4] ^= 255
    for (const data of [joined(spoilt, [1, 2]), joined(pixels.data.subarray(0, -3), [7, 7])]) {
      const damaged = chunks.map((chunk) => (chunk === pixels ? chunkOf('IDAT', data) : chunk))
      const bytes = joined(png.subarray(0, 8), ...damaged.map(({ whole }) => whole))
      await expect(decodeImage(bytes)).rejects.toThrow(ImageError)
    }
    const longer = chunkOf('IDAT', joined(pixels.data, [0]))
    longer.whole[longer.whole.length - 1] ^= 1
    const wrong = chunks.map((chunk) => (chunk === pixels ? longer : chunk))
    await expect(
      decodeImage(joined(png.subarray(0, 8), ...wrong.map(({ whole }) => whole))),
    ).rejects.toThrow('a checksum of its pixels is wrong')
  })
})
