import { ValueError } from '../errors'
import type { Augmentation } from './augmentation'
import { type CosineBasis, cosineBasis } from './cosine-basis'
import { warpAugmentation } from './warp-augmentation'

/** The two knobs of Simard, Steinkraus and Platt. */
export interface ElasticOptions {
  /** Pixels over which the displacement changes: small is crumpled, large moves all as one. */
  sigma?: number
  /** Strength: what the smoothed displacement is multiplied by. */
  alpha?: number
}

/** Standard deviation of noise drawn evenly from [-1, 1], as Simard's is. */
const NOISE_STD = Math.sqrt(1 / 3)

/**
 * Elastic distortion (Simard, Steinkraus and Platt, 2003): every pixel is displaced by noise of
 * [-1, 1] that was smoothed with a Gaussian of `sigma` and multiplied by `alpha`. The defaults are
 * the paper's for MNIST, 4 and 34.
 *
 * White noise stays white under the orthonormal cosine transform, and there a Gaussian with
 * mirrored borders is a factor for each term. So the smooth field is drawn as the few cosine terms
 * that survive the smoothing, with normal coefficients: as distributed as the smoothed noise, but
 * for the terms it leaves weaker than 3%, and many times quicker.
 */
export function elastic({ sigma = 4, alpha = 34 }: ElasticOptions = {}): Augmentation {
  if (!(sigma > 0 && sigma < Infinity)) {
    throw new ValueError(`elastic: sigma must be above 0 pixels, found ${sigma}`)
  }
  if (!Number.isFinite(alpha)) throw new ValueError(`elastic: alpha must be finite, found ${alpha}`)
  return warpAugmentation((height, width) => {
    const rows = cosineBasis(height, sigma)
    const columns = cosineBasis(width, sigma)
    const terms = rows.terms * columns.terms
    const field = new DisplacementField(rows, columns, alpha * NOISE_STD)
    return {
      distribution: 'normal',
      count: 2 * terms,
      move: ({ x, y }, numbers, start) => {
        field.addTo(x, numbers, start)
        field.addTo(y, numbers, start + terms)
      },
    }
  })
}

/** A smooth random field: the sum of products of a row term and a column term. */
class DisplacementField {
  readonly #rows: CosineBasis
  readonly #columns: CosineBasis
  readonly #strength: number
  /** [row terms, width]: the sums over the column terms. */
  readonly #lines: Float64Array

  constructor(rows: CosineBasis, columns: CosineBasis, strength: number) {
    this.#rows = rows
    this.#columns = columns
    this.#strength = strength
    this.#lines = new Float64Array(rows.terms * columns.length)
  }

  /**
   * places[y, x] += strength * sum over k, l of numbers[k, l] rows[k, y] columns[l, x]. Even terms
   * are alike on both sides of the middle and odd ones opposite, so each sum serves two places.
   */
  addTo(places: Float64Array, numbers: Float32Array, start: number): void {
    this.#sumColumns(numbers, start)
    this.#sumRows(places)
  }

  #sumColumns(numbers: Float32Array, start: number): void {
    const { length: width, terms, values } = this.#columns
    const lines = this.#lines
    for (let k = 0; k < this.#rows.terms; k++) {
      const row = start + k * terms
      for (let x = 0, mirror = width - 1; x <= mirror; x++, mirror--) {
        let even = 0
        let odd = 0
        for (let l = 0; l < terms; l += 2) even += numbers[row + l] * values[l * width + x]
        for (let l = 1; l < terms; l += 2) odd += numbers[row + l] * values[l * width + x]
        lines[k * width + x] = this.#strength * (even + odd)
        lines[k * width + mirror] = this.#strength * (even - odd)
      }
    }
  }

  #sumRows(places: Float64Array): void {
    const { length: height, terms, values } = this.#rows
    const width = this.#columns.length
    const lines = this.#lines
    for (let y = 0, mirror = height - 1; y <= mirror; y++, mirror--) {
      for (let x = 0; x < width; x++) {
        let even = 0
        let odd = 0
        for (let k = 0; k < terms; k += 2) even += values[k * height + y] * lines[k * width + x]
        for (let k = 1; k < terms; k += 2) odd += values[k * height + y] * lines[k * width + x]
        places[y * width + x] += even + odd
        if (mirror !== y) places[mirror * width + x] += even - odd
      }
    }
  }
}
