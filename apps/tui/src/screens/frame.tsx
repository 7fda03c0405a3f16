import { Box } from 'ink'
import type { ReactElement } from 'react'
import type { ViewState } from '../state/view-state'
import { centre, type Line, span } from '../text/span'
import { footerLine, headerLine } from './header'
import { helpLines } from './help-lines'
import { Lines } from './lines'
import { useTheme } from './theme'
import { TrainScreen } from './train/train-screen'
import type { View } from './view'

/** The smallest window that the screens can be read in. */
const smallest = { columns: 40, rows: 12 }

/** One picture of the run for a window of `columns` x `rows`; it leaves the last row free. */
export function Frame({
  state,
  view,
  columns,
  rows,
}: {
  readonly state: ViewState
  readonly view: View
  readonly columns: number
  readonly rows: number
}): ReactElement {
  const { charset } = useTheme()
  if (columns < smallest.columns || rows < smallest.rows)
    return <Lines lines={tooSmallLines(columns, rows)} />
  const body = rows - 3
  return (
    <Box flexDirection="column" width={columns} height={rows - 1}>
      <Lines lines={[headerLine(state, columns, charset)]} />
      <Box flexDirection="column" height={body}>
        {view.help ? (
          <Lines lines={helpLines().slice(0, body)} />
        ) : (
          <TrainScreen state={state} view={view} columns={columns} rows={body} />
        )}
      </Box>
      <Lines lines={[footerLine(state, columns)]} />
    </Box>
  )
}

function tooSmallLines(columns: number, rows: number): Line[] {
  const text = [
    `This window is ${columns}x${rows};`,
    `the screens need ${smallest.columns}x${smallest.rows}.`,
    'The training goes on.',
  ]
  return text.slice(0, Math.max(0, rows - 1)).map((line) => centre([span(line)], columns))
}
