import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unaryFunctions } from '../../src/backend/reference/unary-functions'
import { unaryOps } from '../../src/backend/wasm/compiler/lower/operation-codes'
import { firstDifference, kernels, size, withArrays } from './support'

/** NumPy's accuracy tables, of the functions that have one: the bits of arguments and of results. */
const accuracy: Record<'exp' | 'log' | 'tanh' | 'expm1' | 'log1p', [string, string][]> = JSON.parse(
  readFileSync(new URL('../fixtures/numpy-accuracy.json', import.meta.url), 'utf8'),
)

/** The bounds that assembly/exponential.ts states, in units in the last place. */
const bounds = [
  ['exp', 0.991],
  ['log', 0.83],
  ['tanh', 1.331],
  ['expm1', 1.57],
  ['log1p', 1.44],
  ['sigmoid', 2.41],
  ['softplus', 1.99],
  ['erf', 1.34],
] as const

type Name = (typeof bounds)[number][0]

/** A function of the kernels on a row of numbers. */
function applied(name: Name, x: Float32Array): Float32Array {
  return withArrays((place) => {
    const from = place(x)
    const to = place(new Float32Array(x.length))
    kernels.unaryF32(unaryOps.indexOf(name), from.address, 0, 1, to.address, 0, 0, 1, 0, x.length)
    return to.view.slice()
  })
}

/** The float32 whose bits are `from`, `from` + step, ...; all of them when the step is 1. */
function floats(from: number, step: number, count: number): Float32Array {
  return new Float32Array(Int32Array.from({ length: count }, (_, i) => from + i * step).buffer)
}

/** The distance of neighbouring float32 at x; that of the least normal ones below them. */
function unit(x: number): number {
  const exponent = Math.floor(Math.log2(Math.abs(x)))
  return 2 ** (Math.max(exponent, -126) - 23)
}

/** The largest error over some numbers, and the number where it is met. */
function largestError(name: Name, x: Float32Array) {
  const found = applied(name, x)
  const exact = unaryFunctions[name]
  let error = 0
  let at = 0
  for (let i = 0; i < x.length; i++) {
    const wanted = exact(x[i])
    const rounded = Math.fround(wanted)
    if (Object.is(found[i], rounded)) continue
    const units = Math.abs(found[i] - wanted) / unit(wanted)
    if (units <= error) continue
    error = Number.isFinite(rounded) ? units : Number.POSITIVE_INFINITY
    at = x[i]
  }
  return { error, at }
}

describe.each(bounds)('%s of float32', (name, bound) => {
  it('errs no more than stated, over numbers of every exponent', () => {
    const step = 4093
    const x = floats(0, step, Math.ceil(2 ** 32 / step))
    expect(largestError(name, x).error).toBeLessThanOrEqual(bound)
  })

  it('errs no more than stated around the places where the formula changes', () => {
    const places = [
      0,
      1e-45,
      2 ** -126,
      0.5,
      Math.SQRT1_2,
      0.625,
      1,
      Math.SQRT2,
      2,
      9,
      87.3,
      88.72284,
    ]
    for (const place of [...places, -103.9, -103.28, -87.3, -0.625, Infinity]) {
      const [bits] = new Int32Array(Float32Array.of(place).buffer)
      const x = floats(bits - 500, 1, 1000)
      expect(largestError(name, x).error).toBeLessThanOrEqual(bound)
    }
  })

  it('gives each number the same result wherever it stands', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1, maxLength: 9 }), size, (some, shift) => {
        const alone = some.map((x) => applied(name, Float32Array.of(x))[0])
        const amid = new Float32Array(shift + some.length)
        amid.set(some, shift)
        expect(firstDifference(applied(name, amid).subarray(shift), alone)).toBeNull()
      }),
    )
  })
})

describe("NumPy's own accuracy tables", () => {
  it.each(['exp', 'log', 'tanh', 'expm1', 'log1p'] as const)(
    'is met by %s to within one place',
    (name) => {
      const table = accuracy[name]
      expect(table.length).toBeGreaterThan(100)
      const [x, wanted] = [0, 1].map((column) => {
        const bits = table.map((row) => Number.parseInt(row[column], 16))
        return new Float32Array(Int32Array.from(bits).buffer)
      })
      const found = applied(name, x)
      for (let i = 0; i < x.length; i++) {
        if (Number.isNaN(wanted[i])) expect(found[i]).toBeNaN()
        else expect(Math.abs(ordinal(found[i]) - ordinal(wanted[i]))).toBeLessThanOrEqual(1)
      }
    },
  )
})

/** The place of a float32 among all of them in order. */
function ordinal(x: number): number {
  const [bits] = new Int32Array(Float32Array.of(x).buffer)
  return bits < 0 ? -(bits & 0x7fffffff) : bits
}

describe('the values at the ends', () => {
  it.each(bounds)('are those of %s', (name) => {
    const ends = Float32Array.of(Number.NaN, Infinity, -Infinity, 0, -0, -1)
    const x = name === 'sigmoid' || name === 'softplus' ? ends.subarray(0, 3) : ends.subarray(0, 5)
    expect(applied(name, x)).toEqual(x.map(unaryFunctions[name]))
    if (name === 'log1p') expect(applied(name, ends)[5]).toBe(-Infinity)
  })
})
