import { exifOrientation, xmpOrientation } from './orientation'

const EXIF = 'Exif\0\0'
const XMP = 'http://ns.adobe.com/xap/1.0/\0'
const [FILL, APP1, START_OF_SCAN] = [0xff, 0xe1, 0xda]

/** The orientation of a JPEG file, from its EXIF or else its XMP segments; 1, upright, where neither says. */
export function jpegOrientation(jpeg: Uint8Array): number {
  const segments = applicationSegments(jpeg)
  for (const [name, read] of readers) {
    for (const segment of segments) {
      if (!startsWith(segment, name)) continue
      const found = read(segment.subarray(name.length))
      if (found !== undefined) return found
    }
  }
  return 1
}

const readers: readonly [name: string, read: (data: Uint8Array) => number | undefined][] = [
  [EXIF, exifOrientation],
  [XMP, (data) => xmpOrientation(new TextDecoder().decode(data))],
]

/** The data of the APP1 segments before the image data. */
function applicationSegments(jpeg: Uint8Array): Uint8Array[] {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  const found: Uint8Array[] = []
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === FILL) {
    const marker = jpeg[at + 1]
    // Any number of fill bytes may come before a marker.
    if (marker === FILL) {
      at += 1
      continue
    }
    if (marker === START_OF_SCAN) break
    const end = at + 2 + view.getUint16(at + 2)
    if (marker === APP1 && end <= jpeg.length) found.push(jpeg.subarray(at + 4, end))
    at = end
  }
  return found
}

function startsWith(data: Uint8Array, name: string): boolean {
  return (
    data.length >= name.length && [...name].every((letter, i) => data[i] === letter.charCodeAt(0))
  )
}
