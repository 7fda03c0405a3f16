import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDifference, kernels, size, withArrays } from './support'

/** The bounds that assembly/exponential.ts states, in units in the last place. */
const functions = [
  ['exp', kernels.expF32, Math.exp, 0.991],
  ['log', kernels.logF32, Math.log, 0.83],
  ['tanh', kernels.tanhF32, Math.tanh, 1.331],
] as const

type Kernel = (typeof functions)[number][1]

/** A kernel on a row of numbers. */
function applied(kernel: Kernel, x: Float32Array): Float32Array {
  return withArrays((place) => {
    const from = place(x)
    const to = place(new Float32Array(x.length))
    kernel(from.address, 0, to.address, 0, 0, 1, 0, x.length)
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
function largestError(kernel: Kernel, exact: (x: number) => number, x: Float32Array) {
  const found = applied(kernel, x)
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

describe.each(functions)('%s of float32', (name, kernel, exact, bound) => {
  it('errs no more than stated, over numbers of every exponent', () => {
    const step = 4093
    const x = floats(0, step, Math.ceil(2 ** 32 / step))
    expect(largestError(kernel, exact, x).error).toBeLessThanOrEqual(bound)
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
      expect(largestError(kernel, exact, x).error).toBeLessThanOrEqual(bound)
    }
  })

  it("is at most one place from NumPy's own accuracy table", () => {
    const path = new URL('../fixtures/numpy-accuracy.json', import.meta.url)
    const table = JSON.parse(readFileSync(path, 'utf8'))[name] as readonly [string, string][]
    const [x, wanted] = [0, 1].map((column) => {
      const bits = table.map((row) => Number.parseInt(row[column], 16))
      return new Float32Array(Int32Array.from(bits).buffer)
    })
    const found = applied(kernel, x)
    for (let i = 0; i < x.length; i++) {
      if (Number.isNaN(wanted[i])) expect(found[i]).toBeNaN()
      else expect(Math.abs(ordinal(found[i]) - ordinal(wanted[i]))).toBeLessThanOrEqual(1)
    }
  })

  it('gives each number the same result wherever it stands', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1, maxLength: 9 }), size, (some, shift) => {
        const alone = some.map((x) => applied(kernel, Float32Array.of(x))[0])
        const amid = new Float32Array(shift + some.length)
        amid.set(some, shift)
        expect(firstDifference(applied(kernel, amid).subarray(shift), alone)).toBeNull()
      }),
    )
  })
})

/** The place of a float32 among all of them in order. */
function ordinal(x: number): number {
  const [bits] = new Int32Array(Float32Array.of(x).buffer)
  return bits < 0 ? -(bits & 0x7fffffff) : bits
}

describe('the values at the ends', () => {
  it('are those of the functions', () => {
    const ends = Float32Array.of(Number.NaN, Infinity, -Infinity, 0, -0)
    expect(applied(kernels.expF32, ends)).toEqual(Float32Array.of(Number.NaN, Infinity, 0, 1, 1))
    expect(applied(kernels.logF32, ends)).toEqual(
      Float32Array.of(Number.NaN, Infinity, Number.NaN, -Infinity, -Infinity),
    )
    expect(applied(kernels.tanhF32, ends)).toEqual(Float32Array.of(Number.NaN, 1, -1, 0, -0))
  })
})
