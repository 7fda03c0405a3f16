import { imageCells } from '../../components/pixel-image'
import type { ContentSize } from '../../hooks/use-content-size'

/** Rows and columns of the digits screen's parts. */
export interface DigitsLayout {
  /** The panel of the selected image with its probabilities. */
  readonly chosen: { readonly width: number; readonly height: number }
  /** The selected image, in cells. */
  readonly image: { readonly width: number; readonly height: number }
  readonly bars: { readonly width: number; readonly height: number; readonly areBeside: boolean }
  /** The panel of the gallery; 0 wide where there is no room. */
  readonly gallery: { readonly width: number; readonly height: number }
}

/** The gallery takes the columns that the selected image leaves. */
export function digitsLayout(
  { columns, rows, isCompact }: ContentSize,
  pixels: { readonly rows: number; readonly columns: number },
): DigitsLayout {
  if (isCompact) {
    const image = imageCells(pixels, { width: 14, height: Math.min(7, rows - 2) })
    const width = Math.min(columns - image.width - 2, 60)
    return {
      chosen: { width: columns, height: rows - 1 },
      image,
      bars: { width, height: rows - 2, areBeside: true },
      gallery: { width: 0, height: 0 },
    }
  }
  // Borders and padding take 4 columns and 2 rows; a blank row separates image and bars.
  const bars = rows >= 28 ? Math.min(26, Math.max(10, rows - 33)) : rows >= 24 ? 6 : 4
  const room = { width: Math.min(56, Math.floor(columns * 0.36) - 4), height: rows - bars - 3 }
  const image = imageCells(pixels, room)
  const inside = Math.max(image.width, 24)
  return {
    chosen: { width: inside + 4, height: rows },
    image,
    bars: { width: inside, height: rows - image.height - 3, areBeside: false },
    gallery: { width: columns - inside - 5, height: rows },
  }
}
