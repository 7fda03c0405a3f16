import { describe, expect, it } from 'vitest'
import { accuracyBench, chosenRecipes } from '../../src/accuracy/accuracy-bench.ts'
import { accuracyChart } from '../../src/accuracy/accuracy-chart.ts'
import { plainReport } from '../../src/report/report.ts'
import { exampleResult } from '../epoch/example-result.ts'

const epochs = [0.97, 0.98].map((testAccuracy, epoch) => ({
  testAccuracy,
  trainSeconds: epoch + 1,
}))
const result = {
  bench: 'accuracy',
  format: 1,
  conditions: exampleResult.conditions,
  threads: 2,
  runs: [
    { recipe: 'fast', seed: 1, epochs },
    { recipe: 'best', seed: 1, epochs: epochs.slice(0, 1), cut: true },
  ],
  race: [],
} as const

describe('chosenRecipes', () => {
  it('are the two short ones, or those that are named', () => {
    expect(chosenRecipes().map(({ name }) => name)).toEqual(['fast', 'seed'])
    expect(chosenRecipes('best,augmented').map(({ name }) => name)).toEqual(['best', 'augmented'])
  })

  it('refuses a name that is none, and says which there are', () => {
    expect(() => chosenRecipes('fats')).toThrow(
      /expected recipes among seed, fast, .* found "fats"/,
    )
  })
})

it('a run that was cut is told, and does not count among the ends', () => {
  const text = plainReport(accuracyBench.report(result))
  expect(text).toContain('Recipe best with seed 1 was cut after epoch 1, for want of time')
  expect(text).toContain('Recipe fast ends at 98.00%')
  expect(text).not.toContain('Recipe best ends')
  expect(text).toMatch(/best +97% +1 of 1 +1\.00 s/)
})

it('the chart has a panel for each recipe and a line for each seed', () => {
  const svg = accuracyChart(result)
  expect(svg).toContain('>fast<')
  expect(svg).toContain('>best<')
  expect(svg.match(/<polyline/g)).toHaveLength(2)
})
