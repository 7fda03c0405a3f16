import type { CosineBasis } from './cosine-basis'
import type { RandomStream } from './random-stream'
import type { CoordinateMap } from './warp'

/**
 * Two smooth random fields, one across and one down, each the sum of products of a row term and a
 * column term with normal coefficients. Both are summed in one pass, which reads the terms once.
 */
export class DisplacementField {
  readonly #rows: CosineBasis
  readonly #columns: CosineBasis
  readonly #strength: number
  /** The coefficients of one row term, in pairs: across and down. */
  readonly #numbers: Float64Array
  /** Sums over the column terms, [row terms, width]. */
  readonly #across: Float64Array
  readonly #down: Float64Array

  constructor(rows: CosineBasis, columns: CosineBasis, strength: number) {
    this.#rows = rows
    this.#columns = columns
    this.#strength = strength
    this.#numbers = new Float64Array(2 * columns.terms)
    this.#across = new Float64Array(rows.terms * columns.length)
    this.#down = new Float64Array(rows.terms * columns.length)
  }

  /**
   * Adds strength * sum over k, l of normal[k, l] rows[k, y] columns[l, x] to each place. Even terms
   * are alike on both sides of the middle and odd ones opposite, so each sum serves two places.
   */
  addTo(map: CoordinateMap, random: RandomStream): void {
    const numbers = this.#numbers
    for (let k = 0; k < this.#rows.terms; k++) {
      random.fillNormal(numbers)
      for (let i = 0; i < numbers.length; i++) numbers[i] *= this.#strength
      sumColumns(this.#columns, numbers, this.#across, this.#down, k * this.#columns.length)
    }
    sumRows(this.#rows, this.#across, this.#down, map)
  }
}

/** One line of the sums over the column terms; the numbers come in pairs, across and down. */
function sumColumns(
  { length: width, terms, values }: CosineBasis,
  numbers: Float64Array,
  across: Float64Array,
  down: Float64Array,
  line: number,
): void {
  for (let x = 0, mirror = width - 1; x <= mirror; x++, mirror--) {
    let evenAcross = 0
    let oddAcross = 0
    let evenDown = 0
    let oddDown = 0
    for (let l = 0; l < terms; l += 2) {
      evenAcross += numbers[2 * l] * values[l * width + x]
      evenDown += numbers[2 * l + 1] * values[l * width + x]
    }
    for (let l = 1; l < terms; l += 2) {
      oddAcross += numbers[2 * l] * values[l * width + x]
      oddDown += numbers[2 * l + 1] * values[l * width + x]
    }
    across[line + x] = evenAcross + oddAcross
    across[line + mirror] = evenAcross - oddAcross
    down[line + x] = evenDown + oddDown
    down[line + mirror] = evenDown - oddDown
  }
}

/** Adds the sums over the row terms to the places, row and mirrored row at once. */
function sumRows(
  { length: height, terms, values }: CosineBasis,
  across: Float64Array,
  down: Float64Array,
  { x: placesX, y: placesY, width }: CoordinateMap,
): void {
  for (let y = 0, mirror = height - 1; y <= mirror; y++, mirror--) {
    for (let x = 0; x < width; x++) {
      let evenAcross = 0
      let oddAcross = 0
      let evenDown = 0
      let oddDown = 0
      for (let k = 0; k < terms; k += 2) {
        const weight = values[k * height + y]
        evenAcross += weight * across[k * width + x]
        evenDown += weight * down[k * width + x]
      }
      for (let k = 1; k < terms; k += 2) {
        const weight = values[k * height + y]
        oddAcross += weight * across[k * width + x]
        oddDown += weight * down[k * width + x]
      }
      placesX[y * width + x] += evenAcross + oddAcross
      placesY[y * width + x] += evenDown + oddDown
      if (mirror === y) continue
      placesX[mirror * width + x] += evenAcross - oddAcross
      placesY[mirror * width + x] += evenDown - oddDown
    }
  }
}
