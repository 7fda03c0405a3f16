import { dotChart } from '../report/dot-chart.ts'
import { seconds } from '../report/format.ts'
import { epochFigures } from './epoch-figures.ts'
import { epochTitle } from './epoch-report.ts'
import type { EpochResult } from './epoch-result.ts'

/** Seconds for one epoch of every subject that counts, as an SVG drawing. */
export function epochChart(result: EpochResult): string {
  return dotChart({
    title: epochTitle(result),
    axis: 'seconds, logarithmic; less is better',
    dots: epochFigures(result)
      .subjects.filter(({ agreement }) => agreement?.agrees !== false)
      .map(({ subject, epochSeconds }) => ({
        label: subject.ours ? `${subject.name}, ${subject.setting}` : subject.name,
        value: epochSeconds.median,
        low: epochSeconds.low,
        high: epochSeconds.high,
        text: seconds(epochSeconds.median),
        highlighted: subject.ours,
      })),
  })
}
