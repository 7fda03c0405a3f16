/** Rows and columns of the digits screen's parts. */
export interface DigitsLayout {
  /** The chosen image, in cells. */
  readonly image: { readonly width: number; readonly height: number }
  /** The probabilities: under the image, or on its right where there is no room. */
  readonly bars: { readonly width: number; readonly height: number; readonly beside: boolean }
  /** Small images in the gallery; none where there is no room. */
  readonly gallery: { readonly columns: number; readonly rows: number; readonly width: number }
}

/** Cells of a small image with its caption and the space around it. */
export const thumb = { width: 14, height: 7, cellWidth: 17, cellHeight: 9 }

/** How `columns` x `rows` cells are shared out; the gallery takes what is left on the right. */
export function digitsLayout(columns: number, rows: number): DigitsLayout {
  if (columns < 62 || rows < 20) {
    const width = columns - thumb.width - 2
    return {
      image: { width: thumb.width, height: thumb.height },
      bars: {
        width: Math.min(width, 40),
        height: Math.min(rows - 3, rows >= 14 ? 10 : 5),
        beside: true,
      },
      gallery: { columns: 0, rows: 0, width: 0 },
    }
  }
  const isLarge = columns >= 160 && rows >= 45
  const image = isLarge ? { width: 56, height: 28 } : { width: 28, height: 14 }
  const barRows = rows - image.height - 3 >= 10 ? 10 : 5
  const width = columns - image.width - 3
  return {
    image,
    bars: { width: image.width, height: barRows, beside: false },
    gallery: {
      columns: Math.floor((width + 3) / thumb.cellWidth),
      rows: Math.floor((rows - 1) / thumb.cellHeight),
      width,
    },
  }
}
