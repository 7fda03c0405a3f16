import type { CosineBasis } from './cosine-basis'
import type { RandomStream } from './random-stream'
import type { CoordinateMap } from './warp'

/**
 * Two smooth random fields, one across and one down, each the sum of products of a row term and a
 * column term with normal coefficients. Both are summed in one pass, their numbers in pairs.
 */
export class DisplacementField {
  readonly #rows: CosineBasis
  readonly #columns: CosineBasis
  readonly #strength: number
  /** The coefficients of one row term, in pairs: across and down. */
  readonly #numbers: Float64Array
  /** Sums over the column terms, [width, stride of the row terms] pairs. */
  readonly #sums: Float64Array

  constructor(rows: CosineBasis, columns: CosineBasis, strength: number) {
    this.#rows = rows
    this.#columns = columns
    this.#strength = strength
    this.#numbers = new Float64Array(2 * columns.terms)
    this.#sums = new Float64Array(2 * rows.stride * columns.length)
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
      sumColumns(this.#columns, numbers, this.#sums, 2 * k, 2 * this.#rows.stride)
    }
    sumRows(this.#rows, this.#sums, map)
  }
}

/** The sums over the column terms for one row term: a pair each `step` numbers, from `first` on. */
function sumColumns(
  { length: width, terms, stride, values }: CosineBasis,
  numbers: Float64Array,
  sums: Float64Array,
  first: number,
  step: number,
): void {
  for (let x = 0, mirror = width - 1; x <= mirror; x++, mirror--) {
    let evenAcross = 0
    let oddAcross = 0
    let evenDown = 0
    let oddDown = 0
    const at = x * stride
    for (let l = 0; l < terms; l += 2) {
      evenAcross += numbers[2 * l] * values[at + l]
      evenDown += numbers[2 * l + 1] * values[at + l]
    }
    for (let l = 1; l < terms; l += 2) {
      oddAcross += numbers[2 * l] * values[at + l]
      oddDown += numbers[2 * l + 1] * values[at + l]
    }
    sums[first + x * step] = evenAcross + oddAcross
    sums[first + x * step + 1] = evenDown + oddDown
    sums[first + mirror * step] = evenAcross - oddAcross
    sums[first + mirror * step + 1] = evenDown - oddDown
  }
}

/**
 * Adds the sums over the row terms to the places: two rows at once, which share what is read, and
 * the two that mirror them. Where rows are odd in number some of the four are one.
 */
function sumRows(
  { length: height, stride, values }: CosineBasis,
  sums: Float64Array,
  { x: placesX, y: placesY, width }: CoordinateMap,
): void {
  const half = Math.ceil(height / 2)
  for (let y = 0; y < half; y += 2) {
    const next = Math.min(y + 1, half - 1)
    const line = y * width
    const mirror = (height - 1 - y) * width
    const nextLine = next * width
    const nextMirror = (height - 1 - next) * width
    for (let x = 0, at = 0; x < width; x++) {
      let evenAcross = 0
      let oddAcross = 0
      let evenDown = 0
      let oddDown = 0
      let nextEvenAcross = 0
      let nextOddAcross = 0
      let nextEvenDown = 0
      let nextOddDown = 0
      for (let k = y * stride, n = next * stride; k < (y + 1) * stride; k += 2, n += 2, at += 4) {
        evenAcross += values[k] * sums[at]
        evenDown += values[k] * sums[at + 1]
        oddAcross += values[k + 1] * sums[at + 2]
        oddDown += values[k + 1] * sums[at + 3]
        nextEvenAcross += values[n] * sums[at]
        nextEvenDown += values[n] * sums[at + 1]
        nextOddAcross += values[n + 1] * sums[at + 2]
        nextOddDown += values[n + 1] * sums[at + 3]
      }
      addBoth(placesX, line + x, mirror + x, evenAcross, oddAcross)
      addBoth(placesY, line + x, mirror + x, evenDown, oddDown)
      if (next === y) continue
      addBoth(placesX, nextLine + x, nextMirror + x, nextEvenAcross, nextOddAcross)
      addBoth(placesY, nextLine + x, nextMirror + x, nextEvenDown, nextOddDown)
    }
  }
}

/** Adds the sum to one place and the difference to its mirror image, unless that is the same. */
function addBoth(
  places: Float64Array,
  place: number,
  mirror: number,
  even: number,
  odd: number,
): void {
  places[place] += even + odd
  if (mirror !== place) places[mirror] += even - odd
}
