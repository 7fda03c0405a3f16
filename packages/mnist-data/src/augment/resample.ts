import type { CoordinateMap } from './warp'

/** One source image with a border of zeros, so that every neighbour can be read unchecked. */
export class PaddedImage {
  readonly #pixels: Uint8Array
  readonly #height: number
  readonly #width: number
  /** The rows and columns, counted with the border, outside of which all is background. */
  #top = 0
  #bottom = 0
  #left = 0
  #right = 0

  constructor(height: number, width: number) {
    this.#pixels = new Uint8Array((height + 2) * (width + 2))
    this.#height = height
    this.#width = width
  }

  /** Takes the image that starts at `start`. */
  load(pixels: Uint8Array, start: number): void {
    const padded = this.#pixels
    const stride = this.#width + 2
    let top = this.#height
    let bottom = 0
    let left = this.#width
    let right = 0
    for (let row = 1, from = start; row <= this.#height; row++) {
      const line = row * stride
      let any = 0
      for (let column = 1; column <= this.#width; column++) {
        const pixel = pixels[from++]
        padded[line + column] = pixel
        any |= pixel
      }
      if (any === 0) continue
      if (row < top) top = row
      bottom = row
      // Only what would widen the box is looked at.
      let column = 1
      while (column < left && padded[line + column] === 0) column++
      left = column
      column = this.#width
      while (column > right && padded[line + column] === 0) column--
      right = column
    }
    this.#top = top - 1
    this.#bottom = bottom + 1
    this.#left = left - 1
    this.#right = right + 1
  }

  /**
   * Writes the image seen through `map` at `start`. A place between pixels is the bilinear mean of
   * its four neighbours; outside the image all is 0.
   */
  resample({ x, y }: CoordinateMap, target: Uint8Array, start: number): void {
    const pixels = this.#pixels
    const top = this.#top
    const bottom = this.#bottom
    const left = this.#left
    const right = this.#right
    const stride = this.#width + 2
    for (let i = 0; i < x.length; i++) {
      const column = x[i] + 1
      const row = y[i] + 1
      if (!(column > left && row > top && column < right && row < bottom)) {
        target[start + i] = 0
        continue
      }
      const at = (row | 0) * stride + (column | 0)
      const across = column - (column | 0)
      const upper = pixels[at] + (pixels[at + 1] - pixels[at]) * across
      const lower = pixels[at + stride] + (pixels[at + stride + 1] - pixels[at + stride]) * across
      target[start + i] = upper + (lower - upper) * (row - (row | 0)) + 0.5
    }
  }
}
