import { type Key, useApp, useInput, useStdin, useWindowSize } from 'ink'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { FoundRuns } from '../runs/find-runs'
import { isOver, type ViewState } from '../state/view-state'
import { spanOf } from '../state/zoom'
import type { Line } from '../text/span'
import type { Look } from '../training/inspection/events'
import { galleryOf } from './digits/digits-lines'
import { canvasSide } from './draw/canvas'
import { drawLayout } from './draw/layout'
import { type MouseEvent, onMouse } from './draw/mouse'
import { useMouse } from './draw/use-mouse'
import { type OpenedPicture, withOpened } from './draw/view'
import { bodyPlace, frameLines } from './frame'
import { type KeyContext, type KeyPress, onKey, type RunAction } from './keys'
import type { Size } from './painter'
import { listedRuns } from './runs/compared'
import type { Theme } from './theme'
import { initialView, type View } from './view'

export interface DashboardProps {
  readonly state: ViewState
  readonly theme: Theme
  readonly onAction: (action: RunAction) => void
  /** Told whenever the screen looks at something else. */
  readonly onLook: (look: Look) => void
  /** Puts a frame on the terminal. */
  readonly draw: (lines: readonly Line[], size: Size) => void
  /** Asks the terminal to report its mouse, or not to. */
  readonly reportMouse: (isOn: boolean) => void
  /** Reads a picture's file; where that fails it gives the reason. */
  readonly openPicture: (path: string) => Promise<OpenedPicture | string>
  readonly findRuns: () => Promise<FoundRuns>
  /** Stops the program; resolves when it is in the foreground again. */
  readonly suspend: () => Promise<void>
}

/**
 * The whole screen: listens to keys and the mouse, and fits itself to the window. Ink has the
 * keyboard and the modes of the terminal; what is seen is drawn line by line.
 */
export function Dashboard(props: DashboardProps): null {
  const { state, theme, draw, reportMouse, findRuns } = props
  const [view, change] = useView()
  const [earlier, setEarlier] = useState<FoundRuns | null>(null)
  const { columns, rows } = useWindowSize()
  const { isRawModeSupported } = useStdin()
  const { screen } = view
  useLook(props, view)
  useEffect(() => {
    reportMouse(screen === 'draw')
  }, [screen, reportMouse])
  const epochs = state.epochs.length
  // An epoch that has ended may stand in a log now.
  useEffect(() => {
    if (screen !== 'runs') return
    let isCurrent = true
    findRuns().then((found) => isCurrent && setEarlier(found))
    return () => {
      isCurrent = false
    }
  }, [screen, findRuns, epochs])
  const drag = useCallback(
    (event: MouseEvent) => change((view) => withMouse(view, event, { columns, rows })),
    [change, columns, rows],
  )
  const mouse = useMouse(screen === 'draw' && isRawModeSupported, drag)
  const act = useActions(props, change, mouse)
  const take = (current: View, key: KeyPress): View => {
    const next = onKey(current, key, contextOf(state, earlier))
    if (next.action !== undefined) act(next.action)
    return next.view
  }
  useInput(
    (input, key) => {
      for (const press of keyPressesOf(input, key)) change((view) => take(view, press))
    },
    { isActive: isRawModeSupported },
  )
  const size = { columns, rows }
  const lines = frameLines({ state, view, earlier }, size, theme)
  useLayoutEffect(() => draw(lines, size))
  return null
}

// Several events may come before the screen is drawn again: each sees what the one before it made.
function useView() {
  const latest = useRef(initialView)
  const [view, setView] = useState(initialView)
  const change = useCallback((next: (view: View) => View): void => {
    latest.current = next(latest.current)
    setView(latest.current)
  }, [])
  return [view, change] as const
}

function withMouse(view: View, mouse: MouseEvent, window: Size): View {
  if (view.screen !== 'draw' || view.help || view.leaving) return view
  return { ...view, draw: onMouse(view.draw, mouse, canvasPlace(window)) }
}

function useActions(
  { onAction, openPicture, suspend }: DashboardProps,
  change: (next: (view: View) => View) => void,
  mouse: ReturnType<typeof useMouse>,
) {
  const { suspendTerminal } = useApp()
  const stop = async (): Promise<void> => {
    mouse.release()
    await suspendTerminal(suspend)
    mouse.restore()
  }
  return (action: NonNullable<ReturnType<typeof onKey>['action']>): void => {
    if (action === 'suspend') void stop()
    else if (typeof action === 'string') onAction(action)
    else
      void openPicture(action.open).then((opened) =>
        change((view) => ({ ...view, draw: withOpened(view.draw, opened) })),
      )
  }
}

// What the training thread is asked to look at: the drawing anew with every stroke.
function useLook({ state, onLook }: DashboardProps, { screen, digits, draw }: View): void {
  const isRunning = state.run !== null
  const { image } = digits
  const lookAt = useCallback((): Look => {
    if (screen === 'digits') return { at: 'image', image }
    if (screen === 'confusion') return { at: 'predictions' }
    return screen === 'network' ? { at: 'network' } : { at: 'nothing' }
  }, [screen, image])
  useEffect(() => {
    if (isRunning && screen !== 'draw') onLook(lookAt())
  }, [isRunning, screen, onLook, lookAt])
  const { id, canvas, opened } = draw
  useEffect(() => {
    if (!isRunning || screen !== 'draw') return
    const isBlank = !canvas.some((ink) => ink > 0)
    const drawn = isBlank ? null : { width: canvasSide, height: canvasSide, data: canvas }
    onLook({ at: 'drawing', id, picture: opened?.bytes ?? drawn })
  }, [isRunning, screen, onLook, id, canvas, opened])
}

function contextOf(state: ViewState, earlier: FoundRuns | null): KeyContext {
  const { inspection, run, phase } = state
  return {
    isOver: isOver(phase),
    epochs: run?.epochs ?? 1,
    spanOf: (zoom) => spanOf(state, zoom),
    testImages: inspection.testData?.labels.length ?? 1,
    classes: inspection.testData?.classes.length ?? 1,
    gallery: (cell) => galleryOf(inspection, cell).map(({ image }) => image),
    runs: listedRuns(state, earlier).map(({ id }) => id),
  }
}

function canvasPlace(window: Size) {
  const { top, size } = bodyPlace(window)
  const { canvas } = drawLayout(size)
  return { ...canvas, top: top + canvas.top }
}

function keyPressesOf(input: string, key: Key): KeyPress[] {
  if (key.leftArrow) return [{ name: 'left' }]
  if (key.rightArrow) return [{ name: 'right' }]
  if (key.upArrow) return [{ name: 'up' }]
  if (key.downArrow) return [{ name: 'down' }]
  if (key.return) return [{ name: 'enter' }]
  if (key.escape) return [{ name: 'escape' }]
  if (key.backspace || key.delete) return [{ name: 'backspace' }]
  if (key.tab) return [{ name: key.shift ? 'back-tab' : 'tab' }]
  // Keys that come faster than they are read come together.
  return Array.from(input, (character): KeyPress => {
    if (character === '\r' || character === '\n') return { name: 'enter' }
    return character === '\t' ? { name: 'tab' } : { input: character, ctrl: key.ctrl }
  })
}
