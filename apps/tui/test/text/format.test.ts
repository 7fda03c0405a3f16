import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatCount,
  formatDuration,
  formatFigure,
  formatLoss,
  formatPercent,
  formatRate,
} from '../../src/text/format'

describe('formatLoss', () => {
  it.each([
    [0.12344, '0.1234'],
    [2.71, '2.7100'],
    [12.3456, '12.346'],
    [9.99996, '10.000'],
    [1234567, '  1e+6'],
    [Number.NaN, '   NaN'],
    [Number.POSITIVE_INFINITY, '   inf'],
  ])('%d is "%s"', (loss, text) => {
    expect(formatLoss(loss)).toBe(text)
  })
})

describe('formatFigure', () => {
  it('keeps its width', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.integer({ min: 6, max: 9 }),
        (value, width) => {
          expect(formatFigure(value, width)).toHaveLength(width)
        },
      ),
    )
  })
})

describe('formatPercent', () => {
  it.each([
    [0.98124, '98.12%'],
    [1, '100.0%'],
    [0.99999, '100.0%'],
    [0.098, ' 9.80%'],
    [Number.NaN, '    --'],
  ])('%d is "%s"', (fraction, text) => {
    expect(formatPercent(fraction)).toBe(text)
  })
})

describe('the others', () => {
  it('put counts in thousands', () => {
    expect([formatCount(218058), formatCount(999.6), formatCount(Number.NaN)]).toEqual([
      '218,058',
      '1,000',
      '--',
    ])
  })

  it('count seconds up to hours', () => {
    expect([0, 59.6, 754, 3723, Number.NaN, -1].map(formatDuration)).toEqual([
      '0:00',
      '1:00',
      '12:34',
      '1:02:03',
      '-:--',
      '0:00',
    ])
  })

  it('give a rate the digits it needs', () => {
    expect([0.01, 0.1 + 0.2, 0.00123456, 1e-9].map(formatRate)).toEqual([
      '0.01',
      '0.3',
      '0.001235',
      '1e-9',
    ])
  })
})
