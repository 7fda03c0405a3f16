import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  softmaxCrossEntropy,
  softmaxCrossEntropyGradient,
} from '../../src/backend/reference/cross-entropy'
import { dtypeOf } from '../../src/core/typed-array'
import type { View } from '../../src/core/view'
import { kernels, numbers, withArrays } from './support'

const EPS = 2 ** -24
/** What gradual underflow may take. */
const TINY = 2 ** -149

const batch = fc.record({
  n: fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(20)),
  classes: fc.integer({ min: 1, max: 21 }),
  gaps: fc.tuple(fc.nat(3), fc.nat(3)),
  slip: fc.nat(3),
  spread: fc.constantFrom<number>(1, 10, 80),
  smoothing: fc.constantFrom<number>(0, 0.1, 1),
  upstream: fc.constantFrom(1, -0.5),
  seed: fc.integer(),
  cut: fc.nat(20),
})

type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never

/** The logits, labels and strides of a batch. */
function contents({ n, classes, gaps, spread, seed }: Batch) {
  const [zRow, pRow] = gaps.map((gap) => classes + gap)
  const logits = numbers('float32', n * zRow, seed).map((x) => x * spread) as Float32Array
  const labels = Int32Array.from({ length: n }, (_, i) => Math.abs(i + seed) % classes)
  return { zRow, pRow, logits, labels }
}

type Contents = ReturnType<typeof contents>

/** What the kernels make of a batch in two parts; what lies between rows was 7. */
function found(b: Batch, { zRow, pRow, logits, labels }: Contents, cut: number) {
  return withArrays((place) => {
    const { n, classes, smoothing } = b
    const z = place(logits, b.slip)
    const named = [place(labels).address, classes] as const
    const p = place(new Float32Array(n * pRow).fill(7), b.slip)
    const out = place(new Float32Array(n * zRow).fill(7), b.slip)
    const [losses, hits] = [place(new Float32Array(n)), place(new Int32Array(n))]
    const [loss, correct] = [place(new Float32Array(1)), place(new Int32Array(1))]
    const upstream = place(Float32Array.of(b.upstream))
    const parts = [
      [0, Math.min(cut, n)],
      [Math.min(cut, n), n],
    ]
    for (const [begin, end] of parts) {
      const results = [p.address, pRow, losses.address, hits.address, begin, end] as const
      kernels.crossEntropyRowsF32(z.address, zRow, ...named, smoothing, ...results)
    }
    kernels.crossEntropyMeanF32(losses.address, hits.address, n, loss.address, correct.address)
    for (const [begin, end] of parts) {
      const scaled = [n, smoothing, upstream.address, out.address, zRow, begin, end] as const
      kernels.crossEntropyGradientF32(p.address, pRow, ...named, ...scaled)
    }
    const copies = { p: p.view.slice(), out: out.view.slice(), losses: losses.view.slice() }
    return { ...copies, loss: loss.view[0], correct: correct.view[0] }
  })
}

/** What the reference makes of it in float64; the gradient starts from the kernel's probabilities. */
function wanted(b: Batch, { zRow, pRow, logits, labels }: Contents, foundP: Float32Array) {
  const { n, classes, smoothing } = b
  const p = new Float64Array(n * pRow)
  const out = new Float64Array(n * zRow)
  const [loss, correct] = [new Float64Array(1), new Int32Array(1)]
  const matrix = (data: View['data'], row: number) => view(data, [n, classes], [row, 1])
  const labelView = view(labels, [n], [1])
  const scalars = [view(loss, [], []), view(correct, [], [])] as const
  softmaxCrossEntropy(matrix(logits, zRow), labelView, smoothing, ...scalars, matrix(p, pRow))
  const upstream = view(Float32Array.of(b.upstream), [], [])
  const probabilities = matrix(foundP, pRow)
  softmaxCrossEntropyGradient(probabilities, labelView, smoothing, upstream, matrix(out, zRow))
  return { p, out, loss: loss[0], correct: correct[0] }
}

function view(data: View['data'], shape: number[], strides: number[]): View {
  return { data, dtype: dtypeOf(data), shape, strides, offset: 0 }
}

describe('softmax cross entropy', () => {
  it('is within the stated bounds of real numbers', () => {
    fc.assert(
      fc.property(batch, (b) => {
        const c = contents(b)
        const kernel = found(b, c, b.cut)
        const exact = wanted(b, c, kernel.p)
        const growth = b.classes / 4 + Math.log(b.classes)
        for (let i = 0; i < b.n; i++) {
          const row = c.logits.subarray(i * c.zRow, i * c.zRow + b.classes)
          const maximum = Math.max(...row)
          row.forEach((z, j) => {
            const [atP, atOut] = [i * c.pRow + j, i * c.zRow + j]
            const pBound = (maximum - z + growth + 7) * EPS * exact.p[atP] + TINY
            expect(Math.abs(kernel.p[atP] - exact.p[atP])).toBeLessThanOrEqual(pBound)
            const even = b.smoothing / b.classes
            const target = j === c.labels[i] ? 1 - b.smoothing + even : even
            const units = 3 * Math.abs(kernel.p[atP] - target) + target
            const outBound = (units * EPS * Math.abs(b.upstream)) / b.n + TINY
            expect(Math.abs(kernel.out[atOut] - exact.out[atOut])).toBeLessThanOrEqual(outBound)
          })
        }
        expect(kernel.correct).toBe(exact.correct)
        if (b.n === 0) {
          expect(kernel.loss).toBeNaN()
          return
        }
        const smoothed = b.smoothing * (b.classes / 4 + 8) * 2 * b.spread
        const own = growth + 2 * Math.log(b.classes) + 4 + 3 * Math.max(...kernel.losses)
        expect(Math.abs(kernel.loss - exact.loss)).toBeLessThanOrEqual((own + smoothed) * EPS)
      }),
      { numRuns: 200 },
    )
  })

  it('has the same bits however the rows are split, and leaves what lies between them', () => {
    fc.assert(
      fc.property(batch, (b) => {
        const c = contents(b)
        const whole = found(b, c, 0)
        expect(found(b, c, b.cut)).toEqual(whole)
        for (let i = 0; i < b.n; i++) {
          const gaps = [
            ...whole.p.subarray(i * c.pRow + b.classes, (i + 1) * c.pRow),
            ...whole.out.subarray(i * c.zRow + b.classes, (i + 1) * c.zRow),
          ]
          expect(gaps.every((x) => x === 7)).toBe(true)
        }
      }),
    )
  })

  it('meets ties, NaN and infinity as the reference does', () => {
    const values = [0, 0, 1, 1, -0, 1e-40, Infinity, -Infinity, Number.NaN, 1e4]
    fc.assert(
      fc.property(batch, fc.integer({ min: 1, max: values.length }), (batch, kinds) => {
        const b = { ...batch, spread: 1, smoothing: 0 }
        const c = contents(b)
        c.logits.set(c.logits.map((x) => values[Math.floor(Math.abs(x) * kinds)]))
        const kernel = found(b, c, b.cut)
        const exact = wanted(b, c, kernel.p)
        expect(kernel.correct).toBe(exact.correct)
        const loss = Math.fround(exact.loss)
        if (Number.isFinite(loss)) {
          expect(Math.abs(kernel.loss - loss)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(loss)))
        } else {
          expect(kernel.loss).toBe(loss)
        }
        for (let i = 0; i < b.n; i++) {
          const [begin, end] = [i * c.pRow, i * c.pRow + b.classes]
          const [p, wantedP] = [kernel.p.slice(begin, end), exact.p.slice(begin, end)]
          expect(p.map((x) => Number(Number.isNaN(x)))).toEqual(
            Float32Array.from(wantedP, (x) => Number(Number.isNaN(x))),
          )
          p.forEach((x, j) => {
            if (!Number.isNaN(x)) expect(Math.abs(x - wantedP[j])).toBeLessThan(1e-6)
          })
        }
      }),
      { numRuns: 200 },
    )
  })

  it('tells of labels that name no class, and writes nothing for them', () => {
    fc.assert(
      fc.property(
        batch,
        fc.constantFrom(-1, 30, 2 ** 31 - 1, -(2 ** 31)),
        fc.nat(),
        (b, wrong, at) => {
          fc.pre(b.n > 0)
          const c = contents(b)
          const right = found(b, c, b.cut)
          c.labels[at % b.n] = wrong
          const kernel = found(b, c, b.cut)
          expect(kernel.correct).toBeLessThan(0)
          expect(kernel.loss).toBeNaN()
          expect(kernel.p).toEqual(right.p)
        },
      ),
    )
  })
})
