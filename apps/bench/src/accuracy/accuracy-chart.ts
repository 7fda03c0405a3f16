import { lineCharts } from '../report/line-charts.ts'
import type { AccuracyResult } from './accuracy-bench.ts'

/** The share of test images read wrong over the time of training, a line for each seed. */
export function accuracyChart({ runs }: Pick<AccuracyResult, 'runs'>): string {
  return lineCharts({
    title: 'Test images read wrong',
    axis: '% over seconds of training, both axes logarithmic; a line for each seed',
    panels: [...Map.groupBy(runs, ({ recipe }) => recipe)].map(([recipe, own]) => ({
      title: recipe,
      lines: own.map(({ seed, epochs }) => ({
        label: String(seed),
        points: epochs.map(({ testAccuracy, trainSeconds }) => ({
          x: trainSeconds,
          y: Math.max(0.01, 100 * (1 - testAccuracy)),
        })),
      })),
    })),
  })
}
