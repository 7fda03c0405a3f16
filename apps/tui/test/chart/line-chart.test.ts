import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Curve, type LineChartOptions, lineChart } from '../../src/chart/line-chart'
import { linearScale, type ScaleKind } from '../../src/chart/scale'
import { charsetNames, charsets } from '../../src/text/charset'
import { lineWidth, plainText } from '../../src/text/span'

function draw(
  points: readonly (readonly [number, number])[],
  options: Partial<LineChartOptions>,
): string[] {
  const curve: Curve = { points: points.map(([x, y]) => ({ x, y })), style: { color: 'train' } }
  return lineChart([curve], {
    width: 20,
    height: 8,
    charset: charsets.ascii,
    values: 'linear',
    across: linearScale(0, 1),
    acrossName: 'epoch',
    labelCells: 0,
    ...options,
  }).map(plainText)
}

describe('lineChart', () => {
  it('draws a falling line between round ticks', () => {
    const falling = [
      [0, 2],
      [1, 0],
    ] as const
    expect(draw(falling, {})).toEqual([
      "2+'..               ",
      " |   '..            ",
      " |      '..         ",
      "1+         ''.      ",
      " |            ''.   ",
      "0+               ''.",
      ' ++--------+-------+',
      ' 0.0      0.5    1.0',
    ])
    expect(draw(falling, { width: 2, height: 2 })).toEqual([': ', ' :'])
    expect(draw(falling, { width: 1, height: 1 })).toEqual([':'])
  })

  it('leaves a gap where a value is not finite', () => {
    const gap = [
      [0, 1],
      [0.5, Number.NaN],
      [1, 1],
    ] as const
    expect(draw(gap, { width: 6, height: 1 })).toEqual(['.    .'])
    expect(draw([[0, Number.POSITIVE_INFINITY]], { width: 6, height: 1 })).toEqual(['      '])
  })

  it('draws nothing of an empty series but its axes', () => {
    expect(draw([], {}).join('')).toMatch(/^[015.+| -]*$/)
  })

  it('draws a line that comes from outside from the edge on', () => {
    const points = [
      [-1, 1.2],
      [0.5, 1.2],
      [1, 1],
    ] as const
    const lines = draw(points, { width: 6, height: 2 })
    expect(lines.some((line) => line[0] !== ' ')).toBe(true)
  })

  it('puts the cursor where nothing is drawn', () => {
    const flat = [
      [0, 1],
      [1, 1],
    ] as const
    const lines = draw(flat, { width: 5, height: 3, cursor: 0.5 })
    expect(lines.filter((line) => line[2] === '|')).toHaveLength(2)
  })

  const size = fc.integer({ min: 0, max: 70 })
  const number = fc.oneof(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1),
  )

  it('has exactly its size, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.record({ width: size, height: size }),
        fc.array(fc.tuple(number, number), { maxLength: 30 }),
        fc.constantFrom<ScaleKind>('linear', 'log', 'percent', 'nines'),
        fc.constantFrom(...charsetNames),
        fc.option(number, { nil: undefined }),
        ({ width, height }, points, values, charset, cursor) => {
          const lines = lineChart(
            [{ points: points.map(([x, y]) => ({ x, y })), style: {}, marker: 'x', dashed: true }],
            {
              ...{ width, height, values },
              charset: charsets[charset],
              across: linearScale(0, 1),
              acrossName: 'epoch',
              labelCells: 5,
              ...(cursor !== undefined && { cursor }),
            },
          )
          expect(lines).toHaveLength(height)
          for (const line of lines) expect(lineWidth(line)).toBe(width)
        },
      ),
    )
  })
})
