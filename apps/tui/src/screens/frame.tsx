import { Box } from 'ink'
import type { ReactElement } from 'react'
import type { ViewState } from '../state/view-state'
import { centre, type Line, span } from '../text/span'
import { confusionLines } from './confusion/confusion-lines'
import { digitsLines } from './digits/digits-lines'
import { footerLine } from './footer'
import { headerLine } from './header'
import { helpLines } from './help-lines'
import { Lines } from './lines'
import { networkLines } from './network/network-lines'
import { type Theme, useTheme } from './theme'
import { TrainScreen } from './train/train-screen'
import type { View } from './view'

/** The smallest window that the screens can be read in. */
const smallest = { columns: 40, rows: 12 }

interface FrameProps {
  readonly state: ViewState
  readonly view: View
  readonly columns: number
  readonly rows: number
}

/** One picture of the run for a window of `columns` x `rows`; it leaves the last row free. */
export function Frame({ state, view, columns, rows }: FrameProps): ReactElement {
  const { charset } = useTheme()
  if (columns < smallest.columns || rows < smallest.rows)
    return <Lines lines={tooSmallLines(columns, rows)} />
  return (
    <Box flexDirection="column" width={columns} height={rows - 1}>
      <Lines lines={[headerLine(state, view.screen, columns, charset)]} />
      <Box flexDirection="column" height={rows - 3}>
        <Body state={state} view={view} columns={columns} rows={rows - 3} />
      </Box>
      <Lines lines={[footerLine(state, view.screen, columns)]} />
    </Box>
  )
}

function Body({ state, view, columns, rows }: FrameProps): ReactElement {
  if (view.screen === 'train' && !view.help)
    return <TrainScreen state={state} view={view.train} columns={columns} rows={rows} />
  return <LinesBody state={state} view={view} columns={columns} rows={rows} />
}

// Where there is room a blank row sets the screen off from the header.
function LinesBody({ state, view, columns, rows }: FrameProps): ReactElement {
  const theme = useTheme()
  const above = rows >= 27 ? 1 : 0
  const lines = linesOf(state, view, { columns, rows: rows - above }, theme)
  return <Lines lines={[...Array.from({ length: above }, () => []), ...lines]} />
}

function linesOf(
  { inspection }: ViewState,
  view: View,
  size: { columns: number; rows: number },
  theme: Theme,
): Line[] {
  if (view.help) return helpLines(view.screen).slice(0, size.rows)
  if (view.screen === 'digits') return digitsLines(inspection, view.digits, size, theme)
  return view.screen === 'confusion'
    ? confusionLines(inspection, view.confusion, size, theme)
    : networkLines(inspection, view.network, size, theme)
}

function tooSmallLines(columns: number, rows: number): Line[] {
  const text = [
    `This window is ${columns}x${rows};`,
    `the screens need ${smallest.columns}x${smallest.rows}.`,
    'The training goes on.',
  ]
  return text.slice(0, Math.max(0, rows - 1)).map((line) => centre([span(line)], columns))
}
