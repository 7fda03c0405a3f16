import { describe, expect, it } from 'vitest'
import { bytes, digits, seconds, spreadSeconds } from '../../src/report/format.ts'

describe('format', () => {
  it.each([
    [0, '0'],
    [0.012345, '0.0123'],
    [1.2345, '1.23'],
    [123.45, '123'],
    [12345, '12345'],
    [-0.5, '-0.500'],
  ])('keeps three digits of %d', (value, text) => {
    expect(digits(value)).toBe(text)
  })

  it('chooses the unit of seconds', () => {
    expect([2.5e-9, 2.5e-6, 2.5e-3, 2.5, 250].map(seconds)).toEqual([
      '2.50 ns',
      '2.50 us',
      '2.50 ms',
      '2.50 s',
      '250 s',
    ])
  })

  it("tells a spread in its median's unit", () => {
    const summary = {
      runs: 5,
      median: 0.9,
      min: 0.8,
      max: 1.2,
      deviation: 0.1,
      low: 0.85,
      high: 1.1,
    }
    expect(spreadSeconds(summary)).toBe('900 ms (850 to 1100)')
  })

  it('chooses the unit of bytes', () => {
    expect([2048, 300 * 2 ** 20, 1.5 * 2 ** 30].map(bytes)).toEqual([
      '2 KiB',
      '300 MiB',
      '1.50 GiB',
    ])
  })
})
