import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Ema, EmptyMetricError, Mean, OptionError, SumOverflowError } from '../src/index'
import { expectClose } from './close'

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })

describe('Mean', () => {
  it('of batch means, weighted by their sizes, is the mean of all', () => {
    const mean = new Mean().update(0.5, 3).update(2, 1)
    expect(mean.compute()).toBe((0.5 * 3 + 2) / 4)
    expect(mean.count).toBe(2)
  })

  it('does not drown small values in large ones', () => {
    expect(new Mean().update([1e16, 1, 1, -1e16]).compute()).toBe(0.5)
  })

  it('takes typed arrays and anything with length and indices', () => {
    expect(new Mean().update(new Float32Array([1, 2])).compute()).toBe(1.5)
    expect(new Mean().update({ length: 2, 0: 1, 1: 2 }).compute()).toBe(1.5)
  })

  it('has no result while all weights are 0', () => {
    expect(() => new Mean().update([1, 2], 0).compute()).toThrow(EmptyMetricError)
  })

  it('is left as it was by an overflow of its weights', () => {
    const mean = new Mean().update(1, 1e308)
    expect(() => mean.update(0, 1e308)).toThrow(SumOverflowError)
    expect(mean.compute()).toBe(1)
    expect(mean.count).toBe(1)
  })
})

describe('Ema', () => {
  const series = fc.array(value, { minLength: 1, maxLength: 50 })
  const decays = fc.double({ min: 0, max: 0.999, noNaN: true })

  it('weighs the value of i turns ago by decay^i, the first no more than its turn', () => {
    fc.assert(
      fc.property(series, decays, (values, decay) => {
        const weights = values.map((_, i) => decay ** (values.length - 1 - i))
        const sum = values.reduce((total, x, i) => total + x * weights[i], 0)
        const expected = sum / weights.reduce((a, b) => a + b)
        const found = new Ema({ decay }).update(values).compute()
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * 1e6)
      }),
    )
  })

  it('of a constant series is the constant, from the first value on', () => {
    const ema = new Ema({ decay: 0.98 })
    for (let i = 0; i < 200; i++) expectClose(ema.update(7).compute(), 7)
  })

  it('is the last value without memory', () => {
    expect(new Ema({ decay: 0 }).update([3, 1, 4]).compute()).toBe(4)
  })

  it.each([1, -0.1, Number.NaN])('refuses a decay of %s', (decay) => {
    expect(() => new Ema({ decay })).toThrow(OptionError)
  })
})
