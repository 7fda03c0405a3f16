import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dotChart } from '../../src/report/dot-chart.ts'
import { axisTicks } from '../../src/report/svg.ts'

describe('axisTicks', () => {
  it('steps by 1, 2 and 5 around the intervals', () => {
    expect(axisTicks([{ low: 0.34, high: 7 }])).toEqual([0.2, 0.5, 1, 2, 5, 10])
    expect(axisTicks([{ low: 1, high: 1 }])).toEqual([1, 2])
  })

  it('encloses every interval as closely as the steps allow', () => {
    const value = fc.double({ min: 1e-6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const ticks = axisTicks([{ low, high }])
        expect(ticks[0]).toBeLessThanOrEqual(low)
        expect(ticks[1]).toBeGreaterThan(low)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(high)
        if (ticks.length > 2) expect(ticks.at(-2)).toBeLessThan(high)
      }),
    )
  })
})

describe('dotChart', () => {
  const dot = { label: 'a < b & "c"', value: 2, low: 1, high: 4, text: '2 s', highlighted: true }

  it('places equal ratios at equal distances', () => {
    const svg = dotChart({ title: 't', axis: 's', dots: [dot] })
    const interval = svg.match(/class="interval ours" x1="([\d.]+)" x2="([\d.]+)"/)
    const middle = Number(svg.match(/cx="([\d.]+)"/)?.[1])
    expect(middle).toBeCloseTo((Number(interval?.[1]) + Number(interval?.[2])) / 2, 0)
  })

  it('escapes what would break the drawing', () => {
    expect(dotChart({ title: 't', axis: 's', dots: [dot] })).toContain(
      'a &lt; b &amp; &quot;c&quot;',
    )
  })
})
