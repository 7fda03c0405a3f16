import { describe, expect, it } from 'vitest'
import { lineCharts } from '../../src/report/line-charts.ts'

const points = [1, 10, 100].map((x) => ({ x, y: x * x }))
const panel = { title: 'a < b', lines: [{ label: 'this', points }] }

/** The places of a drawing's line. */
function places(svg: string): number[][] {
  const [, path] = /polyline class="line" points="([^"]+)"/.exec(svg)!
  return path!.split(' ').map((pair) => pair.split(',').map(Number))
}

describe('lineCharts', () => {
  const svg = lineCharts({ title: 'Growth', axis: 'ms', panels: [panel, { ...panel, bend: 10 }] })

  it('draws a power as a straight line that rises', () => {
    const [a, b, c] = places(svg) as [number[], number[], number[]]
    expect(b[0]! - a[0]!).toBeCloseTo(c[0]! - b[0]!, 0)
    expect(a[1]! - b[1]!).toBeCloseTo(b[1]! - c[1]!, 0)
    expect(b[0]).toBeGreaterThan(a[0]!)
    expect(b[1]).toBeLessThan(a[1]!)
  })

  it('keeps every point within its panel', () => {
    for (const [x, y] of places(svg)) {
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(420)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(260)
    }
  })

  it('marks the bend where it is, and escapes what is told', () => {
    const [, x] = /class="bend" x1="([\d.]+)"/.exec(svg)!
    expect(Number(x)).toBe(places(svg)[1]![0])
    expect(svg.match(/class="bend"/g)).toHaveLength(1)
    expect(svg).toContain('a &lt; b')
  })
})
