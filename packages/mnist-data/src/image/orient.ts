import type { RawImage } from './raw-image'

/** Turns and mirrors a picture upright that was taken with the EXIF orientation 1 to 8. */
export function orient({ width, height, data }: RawImage, orientation: number): RawImage {
  if (orientation === 1) return { width, height, data }
  const isSideways = orientation >= 5
  const [newWidth, newHeight] = isSideways ? [height, width] : [width, height]
  const channels = data.length / (width * height)
  const turned = new Uint8Array(data.length)
  for (let y = 0, to = 0; y < newHeight; y++) {
    for (let x = 0; x < newWidth; x++, to += channels) {
      const [u, v] = isSideways ? [y, x] : [x, y]
      const column = mirrorsColumns.has(orientation) ? width - 1 - u : u
      const row = mirrorsRows.has(orientation) ? height - 1 - v : v
      const from = (row * width + column) * channels
      for (let channel = 0; channel < channels; channel++)
        turned[to + channel] = data[from + channel]
    }
  }
  return { width: newWidth, height: newHeight, data: turned }
}

const mirrorsColumns: ReadonlySet<number> = new Set([2, 3, 7, 8])
const mirrorsRows: ReadonlySet<number> = new Set([3, 4, 6, 7])
