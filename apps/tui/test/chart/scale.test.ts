import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extent, linearScale, type ScaleKind, scaleFor } from '../../src/chart/scale'

const labels = (kind: ScaleKind, values: number[], count = 5): string[] =>
  scaleFor(kind, values, count)
    .ticks(count)
    .map(({ label }) => label)

describe('extent', () => {
  it('leaves out what is not finite', () => {
    expect(extent([Number.NaN, 2, Number.POSITIVE_INFINITY, -1])).toEqual([-1, 2])
    expect(extent([Number.NaN, Number.NEGATIVE_INFINITY])).toBeNull()
    expect(extent([])).toBeNull()
  })
})

describe('scaleFor', () => {
  it('rounds the ends of a linear axis outward', () => {
    expect(labels('linear', [0.3, 2.3], 3)).toEqual(['0', '1', '2', '3'])
    expect(labels('linear', [0.021, 0.043])).toEqual([
      '0.020',
      '0.025',
      '0.030',
      '0.035',
      '0.040',
      '0.045',
    ])
  })

  it('names fractions as percentages, within 0 and 100', () => {
    expect(labels('percent', [0.1, 0.993])).toEqual(['0%', '20%', '40%', '60%', '80%', '100%'])
    expect(labels('percent', [0.951, 0.999], 3)).toEqual(['94%', '96%', '98%', '100%'])
  })

  it('spreads a logarithmic axis over 1, 2, 3 and 5', () => {
    expect(labels('log', [0.06, 0.6], 5)).toEqual(['0.05', '0.1', '0.2', '0.3', '0.5', '1'])
    expect(labels('log', [0.06, 1.8], 5)).toEqual(['0.05', '0.1', '0.2', '0.5', '1', '2'])
    expect(labels('log', [1e-4, 90], 4)).toEqual(['0.0001', '0.01', '1', '100'])
  })

  it('puts each nine of an accuracy as far from the next', () => {
    const scale = scaleFor('nines', [0.05, 0.9999], 10)
    const [a, b, c] = [0.9, 0.99, 0.999].map((value) => scale.place(value))
    expect(b! - a!).toBeCloseTo(c! - b!, 9)
    expect(scale.ticks(20).map(({ label }) => label)).toContain('99.9%')
  })

  it.each<ScaleKind>(['linear', 'log', 'percent', 'nines'])(
    'holds every finite value: %s',
    (kind) => {
      const value =
        kind === 'percent' || kind === 'nines' ? { min: 0, max: 1 } : { min: 1e-6, max: 1e6 }
      fc.assert(
        fc.property(
          fc.array(fc.double({ ...value, noNaN: true }), { maxLength: 8 }),
          fc.integer({ min: 1, max: 8 }),
          (values, count) => {
            const scale = scaleFor(kind, [...values, Number.NaN], count)
            for (const value of values) {
              expect(scale.place(value)).toBeGreaterThanOrEqual(-1e-6)
              expect(scale.place(value)).toBeLessThanOrEqual(1 + 1e-6)
            }
            const ticks = scale.ticks(count).map(({ value }) => scale.place(value))
            expect(ticks.length).toBeLessThanOrEqual(count + 2)
            expect(ticks.every((place) => place > -1e-6 && place < 1 + 1e-6)).toBe(true)
          },
        ),
      )
    },
  )

  it('has a place for a single value, and for none', () => {
    for (const kind of ['linear', 'log', 'percent', 'nines'] as const)
      for (const values of [[], [0.5], [1], [0], [Number.NaN]])
        expect(Number.isFinite(scaleFor(kind, values, 4).place(0.5))).toBe(true)
  })

  it('has no logarithm for zero and below', () => {
    const scale = scaleFor('log', [0.1, 1], 4)
    expect(scale.place(0)).toBeNaN()
    expect(scale.place(-1)).toBeNaN()
  })
})

describe('linearScale', () => {
  it('keeps ticks as far apart as it is told', () => {
    expect(
      linearScale(0, 3, 1)
        .ticks(12)
        .map(({ value }) => value),
    ).toEqual([0, 1, 2, 3])
    expect(
      linearScale(0, 0.5)
        .ticks(5)
        .map(({ label }) => label),
    ).toContain('0.3')
  })
})
