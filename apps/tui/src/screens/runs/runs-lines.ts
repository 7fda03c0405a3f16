import { type Curve, lineChart } from '../../chart/line-chart'
import { linearScale } from '../../chart/scale'
import type { FoundRuns } from '../../runs/find-runs'
import type { LoggedEpoch } from '../../runs/run-log'
import type { ViewState } from '../../state/view-state'
import type { Charset } from '../../text/charset'
import { beside, bold, dim, fit, type Line, span, spread } from '../../text/span'
import type { Size } from '../painter'
import type { Theme } from '../theme'
import { comparedRuns, type ListedRun, listedRuns } from './compared'
import { runsTable, seriesRoles } from './runs-table'
import type { RunsView } from './view'

/** Earlier runs and the present one: their curves on the same charts, their settings side by side. */
export function runsLines(
  state: ViewState,
  earlier: FoundRuns | null,
  view: RunsView,
  { columns, rows }: Size,
  { charset }: Theme,
): Line[] {
  const runs = listedRuns(state, earlier)
  const compared = comparedRuns(runs, view)
  const words = wordsOn(earlier, runs)
  const table = Math.min(runs.length + 1, Math.max(4, Math.floor(rows / 2) - 2))
  const height = Math.max(0, rows - table - words.length - (rows >= 16 ? 1 : 0))
  const gap = columns < 70 ? 1 : 3
  const width = Math.floor((columns - gap) / 2)
  const block = (quantity: 'Loss' | 'Accuracy') => ({
    lines: comparison(compared, view, { quantity, width, height, charset }),
    width,
  })
  const size = { width: columns, height: table, charset }
  const chosen = Math.min(view.chosen, Math.max(0, runs.length - 1))
  return [
    ...beside([block('Loss'), block('Accuracy')], gap),
    ...(rows >= 16 ? [[]] : []),
    ...runsTable(runs, compared, chosen, size),
    ...words.map((text) => fit([span(text, dim)], columns)),
  ].slice(0, rows)
}

interface BlockOptions {
  readonly quantity: 'Loss' | 'Accuracy'
  readonly width: number
  readonly height: number
  readonly charset: Charset
}

function comparison(
  compared: readonly ListedRun[],
  { side, spread: isSpread }: RunsView,
  { quantity, width, height, charset }: BlockOptions,
): Line[] {
  const figureOf = (epoch: LoggedEpoch): number => epoch[`${side}${quantity}`]
  const curves = compared.map(
    ({ epochs }, series): Curve => ({
      points: epochs.map((epoch) => ({ x: epoch.epoch, y: figureOf(epoch) })),
      style: { color: seriesRoles[series]! },
      marker: charset.series[series]!,
    }),
  )
  const last = Math.max(1, ...compared.flatMap(({ epochs }) => epochs.map(({ epoch }) => epoch)))
  const kind = quantity === 'Loss' ? (isSpread ? 'log' : 'linear') : isSpread ? 'nines' : 'percent'
  const chart = lineChart(curves, {
    ...{ width, height: height - 1, charset, values: kind, acrossName: 'epoch' },
    across: linearScale(0, last, last >= 2 ? 1 : 0),
    labelCells: width < 30 ? 0 : 5,
  })
  const name = side === 'test' ? 'test images' : 'training images'
  return [spread([span(quantity, bold)], [span(name, dim)], width), ...chart]
}

function wordsOn(earlier: FoundRuns | null, runs: readonly ListedRun[]): string[] {
  if (earlier === null) return ['Looking for the logs of earlier runs ...']
  const { problems } = earlier
  if (runs.length > 1) return problems.slice(0, 1)
  return [...problems.slice(0, 1), 'No earlier runs yet: --log FILE or --save DIR keeps them.']
}
