import { describe, expect, it } from 'vitest'
import { epochChart } from '../../src/epoch/epoch-chart.ts'
import { exampleResult } from './example-result.ts'

describe('epochChart', () => {
  it('shows every subject that counts, ours highlighted', () => {
    const svg = epochChart(exampleResult)
    expect(svg.match(/<circle/g)).toHaveLength(4)
    expect(svg.match(/class="dot ours"/g)).toHaveLength(2)
    expect(svg).not.toContain('Other rate')
  })
})
