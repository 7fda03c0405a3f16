/** The orthonormal cosines (DCT-II) of one axis, each times what a Gaussian leaves of it. */
export interface CosineBasis {
  readonly length: number
  readonly terms: number
  /** Terms in memory: a multiple of `TERMS_AT_ONCE`, of which the last may be 0. */
  readonly stride: number
  /** [length, stride] */
  readonly values: Float64Array
}

/** Terms that are summed together: as many as two fields can hold in registers. */
export const TERMS_AT_ONCE = 6

/** Terms that the smoothing leaves weaker than this are left out. */
const WEAKEST = 0.03

/**
 * Term k is `exp(-(sigma pi k / n)^2 / 2) sqrt((k ? 2 : 1) / n) cos(pi k (x + 1/2) / n)`: the
 * eigenvectors of smoothing with mirrored borders, times its eigenvalues.
 */
export function cosineBasis(length: number, sigma: number): CosineBasis {
  const survival = (k: number): number => Math.exp(-(((sigma * Math.PI * k) / length) ** 2) / 2)
  let terms = 0
  while (terms < length && survival(terms) >= WEAKEST) terms++
  const stride = Math.ceil(terms / TERMS_AT_ONCE) * TERMS_AT_ONCE
  const values = new Float64Array(length * stride)
  for (let x = 0; x < length; x++) {
    for (let k = 0; k < terms; k++) {
      const angle = (Math.PI * k * (x + 0.5)) / length
      values[x * stride + k] = survival(k) * Math.sqrt((k === 0 ? 1 : 2) / length) * Math.cos(angle)
    }
  }
  return { length, terms, stride, values }
}
