import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SumOverflowError } from '../src/index'
import { ExactSum } from '../src/sum/exact-sum'
import { twoProduct } from '../src/sum/two-product'

/** A float64 of moderate size as an integer multiple of 2^-800, exactly. */
function scaled(value: number): bigint {
  let digits = value
  let shift = 800
  while (!Number.isInteger(digits)) {
    digits *= 2
    shift--
  }
  return BigInt(digits) << BigInt(shift)
}

/** The nearest float64 to a multiple of 2^-800; `Number` of a BigInt rounds to nearest, even. */
function unscaled(value: bigint): number {
  return Number(value) * 2 ** -800
}

const moderate = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -60, max: 60 }))
  .map(([digits, exponent]) => Math.fround(digits * 1e6) * 2 ** exponent)

/** All 53 digits in use, so that a product has as many again to lose. */
const full = fc
  .tuple(fc.maxSafeInteger(), fc.integer({ min: -60, max: 60 }))
  .map(([digits, exponent]) => digits * 2 ** exponent)

const total = (terms: readonly number[]) => new ExactSum('test').plus(terms)

describe('ExactSum', () => {
  it('is the sum in integers, rounded once', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(moderate, full), { maxLength: 60 }), (terms) => {
        const exact = terms.reduce((sum, term) => sum + scaled(term), 0n)
        expect(total(terms).value).toBe(unscaled(exact))
      }),
      { numRuns: 300 },
    )
  })

  it('loses nothing where a running sum loses everything', () => {
    expect(total([1e100, 1, -1e100]).value).toBe(1)
    expect(total(new Array(10).fill(0.1)).value).toBe(1)
  })

  it('breaks a tie of rounding by the smallest part', () => {
    expect(total([2 ** 53, 1]).value).toBe(2 ** 53)
    expect(total([2 ** 53, 1, 1e-300]).value).toBe(2 ** 53 + 2)
    expect(total([2 ** 53 + 2, 1, -1e-300]).value).toBe(2 ** 53 + 2)
  })

  it('refuses to overflow and stays as it was', () => {
    const sum = total([1e308])
    expect(() => sum.plus([1e308])).toThrow(SumOverflowError)
    expect(sum.value).toBe(1e308)
  })
})

it('twoProduct gives the product exactly', () => {
  fc.assert(
    fc.property(full, fc.oneof(moderate, full), (a, b) => {
      const [product, error] = twoProduct(a, b)
      expect(product).toBe(a * b)
      expect(scaled(product) + scaled(error)).toBe((scaled(a) * scaled(b)) >> 800n)
    }),
  )
})
