import { type Key, useApp, useInput, useStdin, useWindowSize } from 'ink'
import { type ReactElement, useEffect, useState } from 'react'
import type { ViewState } from '../state/view-state'
import type { Look } from '../training/inspection/events'
import { galleryOf } from './digits/digits-lines'
import { Frame } from './frame'
import { type KeyPress, onKey, type RunAction } from './keys'
import { initialView, type View } from './view'

interface DashboardProps {
  readonly state: ViewState
  readonly onAction: (action: RunAction) => void
  /** Told whenever the screen looks at something else. */
  readonly onLook: (look: Look) => void
  /** Stops the program; resolves when it is in the foreground again. */
  readonly suspend: () => Promise<void>
}

/** The whole screen: listens to keys and fits itself to the window, one row short of its height. */
export function Dashboard({ state, onAction, onLook, suspend }: DashboardProps): ReactElement {
  const [view, setView] = useState(initialView)
  const { columns, rows } = useWindowSize()
  const { suspendTerminal } = useApp()
  const { isRawModeSupported } = useStdin()
  const { inspection } = state
  const isRunning = state.run !== null
  const { screen } = view
  const { image } = view.digits
  useEffect(() => {
    if (isRunning) onLook(lookOf(screen, image))
  }, [isRunning, screen, image, onLook])
  useInput(
    (input, key) => {
      const next = onKey(view, keyPressOf(input, key), {
        testImages: inspection.testData?.labels.length ?? 1,
        classes: inspection.testData?.classes.length ?? 1,
        gallery: (cell) => galleryOf(inspection, cell).map(({ image }) => image),
      })
      setView(next.view)
      if (next.action === 'suspend') void suspendTerminal(suspend)
      else if (next.action) onAction(next.action)
    },
    { isActive: isRawModeSupported },
  )
  return <Frame state={state} view={view} columns={columns} rows={rows} />
}

function lookOf(screen: View['screen'], image: number): Look {
  if (screen === 'digits') return { at: 'image', image }
  if (screen === 'confusion') return { at: 'predictions' }
  return screen === 'network' ? { at: 'network' } : { at: 'nothing' }
}

function keyPressOf(input: string, key: Key): KeyPress {
  if (key.leftArrow) return { name: 'left' }
  if (key.rightArrow) return { name: 'right' }
  if (key.upArrow) return { name: 'up' }
  if (key.downArrow) return { name: 'down' }
  if (key.return) return { name: 'enter' }
  if (key.escape) return { name: 'escape' }
  if (key.backspace || key.delete) return { name: 'backspace' }
  if (key.tab) return { name: key.shift ? 'back-tab' : 'tab' }
  return { input, ctrl: key.ctrl }
}
