import type { CoordinateMap } from './warp'

/** One source image with a border of zeros, so that every neighbour can be read unchecked. */
export class PaddedImage {
  readonly #pixels: Float64Array
  readonly #height: number
  readonly #width: number

  constructor(height: number, width: number) {
    this.#pixels = new Float64Array((height + 2) * (width + 2))
    this.#height = height
    this.#width = width
  }

  /** Takes the image that starts at `start`. */
  load(pixels: Uint8Array, start: number): void {
    const stride = this.#width + 2
    for (let row = 0, from = start; row < this.#height; row++) {
      const to = (row + 1) * stride + 1
      for (let column = 0; column < this.#width; column++)
        this.#pixels[to + column] = pixels[from++]
    }
  }

  /**
   * Writes the image seen through `map` at `start`. A place between pixels is the bilinear mean of
   * its four neighbours; outside the image all is 0.
   */
  resample({ x, y }: CoordinateMap, target: Uint8Array, start: number): void {
    const pixels = this.#pixels
    const height = this.#height
    const width = this.#width
    const stride = width + 2
    for (let i = 0; i < x.length; i++) {
      const column = x[i] + 1
      const row = y[i] + 1
      if (!(column > 0 && row > 0 && column < width + 1 && row < height + 1)) {
        target[start + i] = 0
        continue
      }
      const left = column | 0
      const top = row | 0
      const right = column - left
      const below = row - top
      const at = top * stride + left
      const upper = pixels[at] + (pixels[at + 1] - pixels[at]) * right
      const lower = pixels[at + stride] + (pixels[at + stride + 1] - pixels[at + stride]) * right
      target[start + i] = upper + (lower - upper) * below + 0.5
    }
  }
}
