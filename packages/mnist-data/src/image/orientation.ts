const ORIENTATION_TAG = 0x0112

/** Bytes that an integer of a TIFF type has: BYTE, SHORT and LONG. */
const SIZES: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 }

/**
 * How a camera was held, 1 to 8, from the TIFF structure of an EXIF block; undefined where it does not
 * say. Source: CIPA DC-008 (Exif 2.32), tag 0x0112.
 */
export function exifOrientation(block: Uint8Array): number | undefined {
  if (block.length < 8) return undefined
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength)
  const little = view.getUint16(0) === 0x4949
  const directory = view.getUint32(4, little)
  if (directory + 2 > block.length) return undefined
  const entries = view.getUint16(directory, little)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > block.length) return undefined
    if (view.getUint16(at, little) !== ORIENTATION_TAG) continue
    const size = SIZES[view.getUint16(at + 2, little)]
    if (size === undefined) return undefined
    const value = {
      1: view.getUint8(at + 8),
      2: view.getUint16(at + 8, little),
      4: view.getUint32(at + 8, little),
    }
    return inRange(value[size])
  }
  return undefined
}

/**
 * The orientation that an XMP packet tells, as an attribute or an element of the TIFF namespace; undefined
 * where it does not. Source: XMP specification part 2, 3.1; Pillow reads it where EXIF is silent.
 */
export function xmpOrientation(packet: string): number | undefined {
  const [, prefix = 'tiff'] =
    /xmlns:([\w.-]+)\s*=\s*["']http:\/\/ns\.adobe\.com\/tiff\/1\.0\/["']/.exec(packet) ?? []
  const name = `${prefix.replaceAll('.', '\\.')}:Orientation`
  const found = new RegExp(`${name}(?:\\s*=\\s*["']|\\s*>)\\s*([0-9]+)`).exec(packet)
  return found ? inRange(Number(found[1])) : undefined
}

/** A number that is no orientation says nothing. */
function inRange(value: number): number | undefined {
  return value >= 1 && value <= 8 ? value : undefined
}
