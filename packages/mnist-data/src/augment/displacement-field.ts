import type { CosineBasis } from './cosine-basis'
import { addSeries, type Plane } from './cosine-series'
import type { RandomStream } from './random-stream'
import type { CoordinateMap } from './warp'

/**
 * Two smooth random fields, one across and one down, each the sum of products of a row term and a
 * column term with normal coefficients.
 */
export class DisplacementField {
  readonly #rows: CosineBasis
  readonly #columns: CosineBasis
  readonly #strength: number
  /** The normal numbers of one row term, in pairs: across and down. */
  readonly #numbers: Float64Array
  /** The coefficients of one row term, [stride of the column terms]. */
  readonly #coefficients: Plane
  /** Sums over the column terms, [width, stride of the row terms]. */
  readonly #sums: Plane

  constructor(rows: CosineBasis, columns: CosineBasis, strength: number) {
    this.#rows = rows
    this.#columns = columns
    this.#strength = strength
    this.#numbers = new Float64Array(2 * columns.terms)
    this.#coefficients = plane(columns.stride)
    this.#sums = plane(columns.length * rows.stride)
  }

  /** Adds strength * sum over k, l of normal[k, l] rows[k, y] columns[l, x] to each place. */
  addTo(map: CoordinateMap, random: RandomStream): void {
    const rows = this.#rows
    const sums = this.#sums
    sums.x.fill(0)
    sums.y.fill(0)
    for (let k = 0; k < rows.terms; k++) {
      this.#draw(random)
      addSeries(this.#columns, this.#coefficients, 0, sums, k, rows.stride)
    }
    for (let x = 0; x < map.width; x++) addSeries(rows, sums, x * rows.stride, map, x, map.width)
  }

  /** Draws the coefficients of the next row term. */
  #draw(random: RandomStream): void {
    const numbers = this.#numbers
    const { x, y } = this.#coefficients
    random.fillNormal(numbers)
    for (let l = 0; l < this.#columns.terms; l++) {
      x[l] = numbers[2 * l] * this.#strength
      y[l] = numbers[2 * l + 1] * this.#strength
    }
  }
}

function plane(size: number): Plane {
  return { x: new Float64Array(size), y: new Float64Array(size) }
}
