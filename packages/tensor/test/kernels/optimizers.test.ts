import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matmulScratch } from '../../src/backend/wasm/compiler/lower/matmul-task'
import { epilogueCodes } from '../../src/backend/wasm/compiler/tasks/epilogue'
import { firstDifference, kernels, numbers, size, withArrays } from './support'

const { fround, sqrt } = Math

interface Sgd {
  rate: number
  momentum: number
  dampening: number
  decay: number
  step: number
  hasVelocity: boolean
  nesterov: boolean
}

interface Adam {
  rate: number
  beta1: number
  beta2: number
  epsilon: number
  decay: number
  step: number
  amsgrad: boolean
  decoupled: boolean
}

const sgd: fc.Arbitrary<Sgd> = fc.record({
  rate: fc.constantFrom(0.01, 0.1, 1),
  momentum: fc.constantFrom(0, 0.9),
  dampening: fc.constantFrom(0, 0.3),
  decay: fc.constantFrom(0, 5e-4, 0.1),
  step: fc.integer({ min: 1, max: 3 }),
  hasVelocity: fc.boolean(),
  nesterov: fc.boolean(),
})

const adam: fc.Arbitrary<Adam> = fc.record({
  rate: fc.constantFrom(0.001, 0.1),
  beta1: fc.constantFrom(0, 0.9),
  beta2: fc.constantFrom(0.99, 0.999),
  epsilon: fc.constantFrom(1e-8, 1e-3),
  decay: fc.constantFrom(0, 0.01),
  step: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 100_000 })),
  amsgrad: fc.boolean(),
  decoupled: fc.boolean(),
})

/** Arrays to work on: parameter, gradient and three of state, the last two not negative. */
const arrays = fc.record({
  length: size,
  slip: fc.nat(3),
  special: fc.boolean(),
  seed: fc.integer(),
  cut: fc.nat(70),
})

type Arrays = typeof arrays extends fc.Arbitrary<infer T> ? T : never

function contents({ length, special, seed }: Arrays): Float32Array[] {
  return [0, 1, 2, 3, 4].map((i) => {
    const values = numbers('float32', length, seed + i, special) as Float32Array
    return i < 3 ? values : values.map(Math.abs)
  })
}

type Round = (x: number) => number

/** The steps of assembly/optimizers.ts, each rounded by `round`. */
function sgdTwin(w: number, g: number, v: number, h: Sgd, round: Round) {
  const isFirst = h.step === 1
  const kept = isFirst ? 0 : round(h.momentum)
  const share = isFirst ? 1 : round(1 - h.dampening)
  const slope = h.decay === 0 ? g : round(g + round(round(h.decay) * w))
  const velocity = h.hasVelocity ? round(round(kept * v) + round(share * slope)) : v
  const ahead = h.nesterov ? round(slope + round(round(h.momentum) * velocity)) : velocity
  return [round(w - round(round(h.rate) * (h.hasVelocity ? ahead : slope))), velocity]
}

function adamTwin(
  [w, g, m, s, largest]: readonly number[],
  { rate, beta1, beta2, epsilon, decay, step, amsgrad, decoupled }: Adam,
  round: Round,
) {
  const root = sqrt(1 - beta2 ** step)
  const r = round((rate * root) / (1 - beta1 ** step))
  const slope = decoupled || decay === 0 ? g : round(g + round(round(decay) * w))
  const first = round(round(round(beta1) * m) + round(round(1 - beta1) * slope))
  const square = round(round(round(1 - beta2) * slope) * slope)
  const second = round(round(round(beta2) * s) + square)
  const scale = amsgrad ? Math.max(largest, second) : second
  const before = decoupled ? round(w * round(1 - rate * decay)) : w
  const below = round(round(sqrt(scale)) + round(epsilon * root))
  return [round(before - round(round(r * first) / below)), first, second, amsgrad ? scale : largest]
}

function hyperOf(h: Sgd | Adam): Float64Array {
  return 'beta1' in h
    ? new Float64Array([h.rate, h.beta1, h.beta2, h.epsilon, h.decay, h.step])
    : new Float64Array([h.rate, h.momentum, h.dampening, h.decay, h.step])
}

/** What the kernel makes of the arrays, in two parts. */
function updated(a: Arrays, h: Sgd | Adam): Float32Array[] {
  return withArrays((place) => {
    const placed = contents(a).map((values) => place(values, a.slip))
    const [w, g, ...state] = placed.map(({ address }) => address)
    const hyper = place(hyperOf(h)).address
    const cut = Math.min(a.cut, a.length)
    for (const [begin, end] of [
      [0, cut],
      [cut, a.length],
    ]) {
      if ('beta1' in h) {
        const largest = h.amsgrad ? state[2] : 0
        const decoupled = Number(h.decoupled)
        kernels.adamUpdateF32(w, g, state[0], state[1], largest, hyper, decoupled, begin, end)
      } else {
        const velocity = h.hasVelocity ? state[0] : 0
        kernels.sgdUpdateF32(w, g, velocity, hyper, Number(h.nesterov), begin, end)
      }
    }
    return placed.map(({ view }) => view.slice())
  })
}

describe('a step of gradient descent', () => {
  it('has the bits of the twin, whatever the split', () => {
    fc.assert(
      fc.property(arrays, sgd, (a, h) => {
        const [w, g, v, ...rest] = contents(a)
        const expected = Array.from(w, (_, i) => sgdTwin(w[i], g[i], v[i], h, fround))
        const found = updated(a, h)
        expect(firstDifference(found[0], columnOf(expected, 0))).toBeNull()
        expect(firstDifference(found[2], columnOf(expected, 1))).toBeNull()
        expect([found[1], found[3], found[4]]).toEqual([g, ...rest])
      }),
      { numRuns: 300 },
    )
  })

  it('is within the stated bound of the step in real numbers', () => {
    fc.assert(
      fc.property(arrays, sgd, (a, h) => {
        const [w, g, v] = contents({ ...a, special: false })
        const found = updated({ ...a, special: false }, h)
        const momentum = h.step === 1 ? 0 : h.momentum
        for (let i = 0; i < w.length; i++) {
          const [exact, velocity] = sgdTwin(w[i], g[i], v[i], h, (x) => x)
          const slope = Math.abs(g[i]) + h.decay * Math.abs(w[i])
          const share = h.step === 1 ? 1 : 1 - h.dampening
          const mean = momentum * Math.abs(v[i]) + share * slope
          expect(Math.abs(found[2][i] - velocity)).toBeLessThanOrEqual(6 * EPS * mean + TINY)
          const bound = EPS * (Math.abs(exact) + 11 * h.rate * (slope + mean))
          expect(Math.abs(found[0][i] - exact)).toBeLessThanOrEqual(bound + TINY)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('without velocity and decay rounds as the product that descends at once', () => {
    fc.assert(
      fc.property(arrays, (a) => {
        const [w, g] = contents({ ...a, special: false })
        const found = updated(
          { ...a, special: false },
          {
            ...{ rate: 0.1, momentum: 0, dampening: 0, decay: 0, step: 2 },
            hasVelocity: false,
            nesterov: false,
          },
        )
        withArrays((place) => {
          const c = place(w)
          const one = place(new Float32Array([1]))
          const rate = place(new Float64Array([0.1]))
          const scratch = place(new Uint8Array(matmulScratch(1, 4)))
          const n = a.length
          kernels.matmulF32(
            ...([one.address, 1, 1, place(g).address, n, 1, c.address, n, 1] as const),
            ...([0, 1, 0, n, epilogueCodes.descend, rate.address, 0, scratch.address, 0] as const),
          )
          expect(firstDifference(found[0], c.view)).toBeNull()
        })
      }),
    )
  })
})

describe('a step of Adam', () => {
  it('has the bits of the twin, whatever the split', () => {
    fc.assert(
      fc.property(arrays, adam, (a, h) => {
        const before = contents(a)
        const expected = Array.from(before[0], (_, i) =>
          adamTwin(
            before.map((values) => values[i]),
            h,
            fround,
          ),
        )
        const [w, g, ...state] = updated(a, h)
        expect(g).toEqual(before[1])
        for (const [i, found] of [w, ...state].entries()) {
          expect(firstDifference(found, columnOf(expected, i))).toBeNull()
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is within the stated bound of the step in real numbers', () => {
    fc.assert(
      fc.property(arrays, adam, (a, settings) => {
        const h = { ...settings, decay: settings.decoupled ? settings.decay : 0 }
        const before = contents({ ...a, special: false })
        const [w, , m, s] = updated({ ...a, special: false }, h)
        for (let i = 0; i < w.length; i++) {
          const values = before.map((array) => array[i])
          const [exact, first, second, largest] = adamTwin(values, h, (x) => x)
          const mean = h.beta1 * Math.abs(values[2]) + (1 - h.beta1) * Math.abs(values[1])
          expect(Math.abs(m[i] - first)).toBeLessThanOrEqual(4 * EPS * mean + TINY)
          expect(Math.abs(s[i] - second)).toBeLessThanOrEqual(5 * EPS * second + TINY)
          const root = sqrt(1 - h.beta2 ** h.step)
          const rate = (h.rate * root) / (1 - h.beta1 ** h.step)
          const step = (rate * mean) / (sqrt(h.amsgrad ? largest : second) + h.epsilon * root)
          const bound = EPS * (3 * Math.abs(exact) + 14 * step)
          expect(Math.abs(w[i] - exact)).toBeLessThanOrEqual(bound + TINY)
        }
      }),
      { numRuns: 100 },
    )
  })
})

const EPS = 2 ** -24
/** What gradual underflow may take. */
const TINY = 1e-37

function columnOf(rows: readonly (readonly number[])[], column: number): number[] {
  return rows.map((row) => row[column])
}
