import type { CoordinateMap } from './warp'

/** What is added to a place to find its cell: a place less than one pixel outside has cell 1. */
const MARGIN = 2

/**
 * One source image as cells: each holds the four pixels around the places between them, so that a
 * place needs one look, and one comparison where all is background. Cells on the border have
 * background beside them; row 0 and column 0 hold nothing else.
 */
export class PackedImage {
  /** [height + 2, width + 2]; from the lowest byte: upper left, upper right, lower left, lower right. */
  readonly #cells: Int32Array
  readonly #height: number
  readonly #width: number

  constructor(height: number, width: number) {
    this.#cells = new Int32Array((height + MARGIN) * (width + MARGIN))
    this.#height = height
    this.#width = width
  }

  /** Takes the image that starts at `start`. */
  load(pixels: Uint8Array, start: number): void {
    const cells = this.#cells
    const width = this.#width
    const stride = width + MARGIN
    let at = stride + 1
    for (let row = 0, from = start; row < this.#height; row++, at += MARGIN) {
      let left = 0
      for (const end = from + width; from < end; from++, at++) {
        const right = pixels[from]
        cells[at] = (cells[at - stride] >>> 16) | (left << 16) | (right << 24)
        left = right
      }
      cells[at] = (cells[at - stride] >>> 16) | (left << 16)
    }
    for (const end = at + width; at <= end; at++) cells[at] = cells[at - stride] >>> 16
  }

  /**
   * Writes the image seen through `map` at `start`. A place between pixels is the bilinear mean of
   * its four neighbours; outside the image all is 0.
   */
  resample({ x, y }: CoordinateMap, target: Uint8Array, start: number): void {
    const cells = this.#cells
    const columns = this.#width + MARGIN
    const rows = this.#height + MARGIN
    target.fill(0, start, start + x.length)
    for (let i = 0; i < x.length; i++) {
      const placeX = x[i] + MARGIN
      const placeY = y[i] + MARGIN
      // A place that is not a number fails this too.
      if (!(placeX >= 0 && placeX < columns && placeY >= 0 && placeY < rows)) continue
      const column = placeX | 0
      const row = placeY | 0
      const cell = cells[row * columns + column]
      if (cell === 0) continue
      const left = cell & 255
      const lowerLeft = (cell >>> 16) & 255
      const across = placeX - column
      const upper = left + (((cell >>> 8) & 255) - left) * across
      const lower = lowerLeft + ((cell >>> 24) - lowerLeft) * across
      target[start + i] = upper + (lower - upper) * (placeY - row) + 0.5
    }
  }
}
