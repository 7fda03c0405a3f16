import type { ViewState } from '../../state/view-state'
import { beside, type Line } from '../../text/span'
import type { Size } from '../painter'
import type { Theme } from '../theme'
import type { TrainView } from '../view'
import { chartLines, figureLines } from './charts'
import { epochTable } from './epoch-table'
import { factsLine } from './facts'
import { trainLayout } from './layout'
import { logLines } from './log-lines'
import { progressLines, sparklineLine } from './progress'

/** The run as a whole: curves, progress, epochs and messages. */
export function trainLines(
  state: ViewState,
  view: TrainView,
  { columns, rows }: Size,
  { charset }: Theme,
): Line[] {
  const layout = trainLayout(columns, rows)
  const { facts, chart, figures, sparkline, progress, table, log, space } = layout
  const bottom = beside(
    [
      { lines: epochTable(state, table, charset), width: table.width },
      { lines: logLines(state.log, log, charset), width: log.width },
    ],
    3,
  )
  const blank: Line[] = Array.from({ length: space }, () => [])
  return [
    ...(facts > 0 ? [factsLine(state, view, columns, charset), ...blank] : []),
    ...chartLines(state, view, chart, charset),
    ...(figures > 0 ? figureLines(state, view, charset) : []),
    ...blank,
    ...(sparkline > 0 ? [sparklineLine(state, columns, charset)] : []),
    ...progressLines(state, { columns, height: progress, charset }),
    ...(table.height > 0 ? [...blank, ...bottom] : []),
  ]
}
