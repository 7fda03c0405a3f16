const [FILL, START_OF_SCAN] = [0xff, 0xda]
/** Markers between C0 and CF that do not begin a frame: DHT, JPG and DAC. ITU-T T.81, table B.1. */
const NO_FRAME = new Set([0xc4, 0xc8, 0xcc])

/** What the header of a JPEG file declares. */
export interface JpegFrame {
  readonly width: number
  readonly height: number
  readonly components: number
}

/** The first frame header of a JPEG file, ITU-T T.81, B.2.2; undefined where none comes before the scan. */
export function jpegFrame(jpeg: Uint8Array): JpegFrame | undefined {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === FILL) {
    const marker = jpeg[at + 1]
    // Any number of fill bytes may come before a marker.
    if (marker === FILL) {
      at += 1
      continue
    }
    if (marker === START_OF_SCAN) return undefined
    const isFrame = marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker)
    if (isFrame && at + 10 <= jpeg.length)
      return {
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        components: jpeg[at + 9],
      }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}
