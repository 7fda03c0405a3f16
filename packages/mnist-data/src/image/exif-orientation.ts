const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0]
const ORIENTATION_TAG = 0x0112

/**
 * How a camera was held, 1 to 8, from the EXIF block of a JPEG; 1, upright, where none is found.
 * Source: CIPA DC-008 (Exif 2.32), tag 0x0112.
 */
export function exifOrientation(jpeg: Uint8Array): number {
  const block = findExif(jpeg)
  if (block === undefined || block.byteLength < 8) return 1
  const little = block.getUint16(0) === 0x4949
  const directory = block.getUint32(4, little)
  if (directory + 2 > block.byteLength) return 1
  const entries = block.getUint16(directory, little)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > block.byteLength) return 1
    if (block.getUint16(at, little) !== ORIENTATION_TAG) continue
    const orientation = block.getUint16(at + 8, little)
    return orientation >= 1 && orientation <= 8 ? orientation : 1
  }
  return 1
}

/** The TIFF part of the first EXIF segment, among the segments before the image data. */
function findExif(jpeg: Uint8Array): DataView | undefined {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== 0xda) {
    const length = view.getUint16(at + 2)
    const end = at + 2 + length
    const isExif = jpeg[at + 1] === 0xe1 && EXIF.every((byte, i) => jpeg[at + 4 + i] === byte)
    if (isExif && end <= jpeg.length) {
      return new DataView(jpeg.buffer, jpeg.byteOffset + at + 10, end - at - 10)
    }
    at = end
  }
  return undefined
}
