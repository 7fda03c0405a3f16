import type { Chunk } from './chunk'
import { exifOrientation, xmpOrientation } from './orientation'

/** Most bytes that a compressed text is looked at. */
const MOST_TEXT = 2 ** 20
const XMP = 'XML:com.adobe.xmp'
const RAW_EXIF = 'Raw profile type exif'

/**
 * The orientation of a PNG file; 1, upright, where nothing says: from its `eXIf` chunk (PNG specification,
 * 11.3.4.5), from the text that older programs keep EXIF in, or else from XMP.
 */
export async function pngOrientation(chunks: readonly Chunk[]): Promise<number> {
  const exif = chunks.find(({ type }) => type === 'eXIf')
  const texts = new Map<string, string>()
  for (const chunk of chunks) {
    const text = await textOf(chunk)
    if (text && !texts.has(text.keyword)) texts.set(text.keyword, text.value)
  }
  return (
    (exif && exifOrientation(withoutName(exif.data))) ??
    exifOrientation(rawProfile(texts.get(RAW_EXIF) ?? '')) ??
    xmpOrientation(texts.get(XMP) ?? '') ??
    1
  )
}

interface Text {
  readonly keyword: string
  readonly value: string
}

/** The text of a chunk that may tell the orientation. */
async function textOf({ type, data }: Chunk): Promise<Text | undefined> {
  const latin = new TextDecoder('latin1')
  const end = data.indexOf(0)
  const keyword = latin.decode(data.subarray(0, Math.max(end, 0)))
  if (keyword !== XMP && keyword !== RAW_EXIF) return undefined
  const rest = data.subarray(end + 1)
  if (type === 'tEXt') return { keyword, value: latin.decode(rest) }
  if (type === 'zTXt') return { keyword, value: latin.decode(await inflated(rest.subarray(1))) }
  if (type !== 'iTXt') return undefined
  // Compression flag and method, then a language and a translated keyword, each with a zero behind it.
  const language = rest.indexOf(0, 2)
  const text = rest.subarray(rest.indexOf(0, language + 1) + 1)
  return { keyword, value: new TextDecoder().decode(rest[0] === 1 ? await inflated(text) : text) }
}

/** The beginning of what the bytes inflate to; nothing where they are damaged. */
async function inflated(deflated: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([deflated.slice()])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
  const reader = stream.getReader()
  const text: number[] = []
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
    if (done || value === undefined) break
    for (const byte of value) text.push(byte)
    if (text.length <= MOST_TEXT) continue
    await reader.cancel()
    break
  }
  return new Uint8Array(text)
}

/** ImageMagick's form: a newline, the kind, the length, then hexadecimal digits over several lines. */
function rawProfile(text: string): Uint8Array {
  const digits = text
    .split('\n')
    .slice(3)
    .join('')
    .replaceAll(/[^0-9a-fA-F]/g, '')
  const bytes = Uint8Array.from({ length: digits.length >> 1 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  )
  return withoutName(bytes)
}

/** Some programs put the name in front that the block has in a JPEG. */
function withoutName(block: Uint8Array): Uint8Array {
  const isNamed = [...'Exif\0\0'].every((letter, i) => block[i] === letter.charCodeAt(0))
  return isNamed ? block.subarray(6) : block
}
