import { useApp, useInput, useStdin, useWindowSize } from 'ink'
import { type ReactElement, useState } from 'react'
import type { ViewState } from '../state/view-state'
import { Frame } from './frame'
import { initialView, onKey, type RunAction } from './view'

/** The whole screen: listens to keys and fits itself to the window, one row short of its height. */
export function Dashboard({
  state,
  onAction,
  suspend,
}: {
  readonly state: ViewState
  readonly onAction: (action: RunAction) => void
  /** Stops the program; resolves when it is in the foreground again. */
  readonly suspend: () => Promise<void>
}): ReactElement {
  const [view, setView] = useState(initialView)
  const { columns, rows } = useWindowSize()
  const { suspendTerminal } = useApp()
  const { isRawModeSupported } = useStdin()
  useInput(
    (input, key) => {
      const { ctrl, leftArrow: left, rightArrow: right } = key
      const next = onKey(view, { input, ctrl, left, right, escape: key.escape })
      setView(next.view)
      if (next.action === 'suspend') void suspendTerminal(suspend)
      else if (next.action) onAction(next.action)
    },
    { isActive: isRawModeSupported },
  )
  return <Frame state={state} view={view} columns={columns} rows={rows} />
}
