import { Box } from 'ink'
import type { ReactElement } from 'react'
import type { ViewState } from '../../state/view-state'
import { beside } from '../../text/span'
import { Lines } from '../lines'
import { useTheme } from '../theme'
import type { TrainView } from '../view'
import { chartLines, figureLines } from './charts'
import { epochTable } from './epoch-table'
import { factsLine } from './facts'
import { trainLayout } from './layout'
import { logLines } from './log-lines'
import { progressLines, sparklineLine } from './progress'

/** The run as a whole: curves, progress, epochs and messages. */
export function TrainScreen({
  state,
  view,
  columns,
  rows,
}: {
  readonly state: ViewState
  readonly view: TrainView
  readonly columns: number
  readonly rows: number
}): ReactElement {
  const { charset } = useTheme()
  const layout = trainLayout(columns, rows)
  const { facts, chart, figures, sparkline, progress, table, log, space } = layout
  const bottom = beside(
    [
      { lines: epochTable(state, table, charset), width: table.width },
      { lines: logLines(state.log, log, charset), width: log.width },
    ],
    3,
  )
  return (
    <Box flexDirection="column" height={rows} rowGap={space}>
      <Box flexDirection="column">
        {facts > 0 && <Lines lines={[factsLine(state, columns, charset)]} />}
      </Box>
      <Box flexDirection="column">
        <Lines lines={chartLines(state, view, chart, charset)} />
        {figures > 0 && <Lines lines={figureLines(state, view, charset)} />}
      </Box>
      <Box flexDirection="column">
        {sparkline > 0 && <Lines lines={[sparklineLine(state, columns, charset)]} />}
        <Lines lines={progressLines(state, { columns, height: progress, charset })} />
      </Box>
      <Lines lines={bottom} />
    </Box>
  )
}
