import { type CosineBasis, TERMS_AT_ONCE } from './cosine-basis'

/** Numbers of two fields, one across and one down. */
export interface Plane {
  readonly x: Float64Array
  readonly y: Float64Array
}

/**
 * Adds sum over k of coefficient[k] basis[place, k] to every place of one axis, in both fields.
 *
 * @param from where the coefficients begin, `basis.stride` of them
 * @param first where the axis begins in `target`, whose places lie `step` apart
 */
export function addSeries(
  basis: CosineBasis,
  coefficients: Plane,
  from: number,
  target: Plane,
  first: number,
  step: number,
): void {
  for (let term = 0; term < basis.stride; term += TERMS_AT_ONCE) {
    addTerms(basis, term, coefficients, from + term, target, first, step)
  }
}

/**
 * Six terms, the first of them even. Even terms are alike on both sides of the middle and odd ones
 * opposite, so each sum serves two places.
 */
function addTerms(
  { length, stride, values }: CosineBasis,
  term: number,
  { x, y }: Plane,
  from: number,
  { x: targetX, y: targetY }: Plane,
  first: number,
  step: number,
): void {
  const x0 = x[from]
  const x1 = x[from + 1]
  const x2 = x[from + 2]
  const x3 = x[from + 3]
  const x4 = x[from + 4]
  const x5 = x[from + 5]
  const y0 = y[from]
  const y1 = y[from + 1]
  const y2 = y[from + 2]
  const y3 = y[from + 3]
  const y4 = y[from + 4]
  const y5 = y[from + 5]
  let mirror = first + (length - 1) * step
  for (let place = first, at = term; place <= mirror; place += step, mirror -= step, at += stride) {
    const even0 = values[at]
    const odd1 = values[at + 1]
    const even2 = values[at + 2]
    const odd3 = values[at + 3]
    const even4 = values[at + 4]
    const odd5 = values[at + 5]
    const evenX = x0 * even0 + x2 * even2 + x4 * even4
    const oddX = x1 * odd1 + x3 * odd3 + x5 * odd5
    const evenY = y0 * even0 + y2 * even2 + y4 * even4
    const oddY = y1 * odd1 + y3 * odd3 + y5 * odd5
    targetX[place] += evenX + oddX
    targetY[place] += evenY + oddY
    if (place === mirror) break
    targetX[mirror] += evenX - oddX
    targetY[mirror] += evenY - oddY
  }
}
