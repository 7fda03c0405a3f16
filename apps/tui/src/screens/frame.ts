import type { FoundRuns } from '../runs/find-runs'
import type { ViewState } from '../state/view-state'
import { centre, fit, type Line, span } from '../text/span'
import { confusionLines } from './confusion/confusion-lines'
import { digitsLines } from './digits/digits-lines'
import { drawLines } from './draw/draw-lines'
import { footerLine } from './footer'
import { headerLine } from './header'
import { helpLines } from './help-lines'
import { leaveLines } from './leave-lines'
import { networkLines } from './network/network-lines'
import type { Size } from './painter'
import { runsLines } from './runs/runs-lines'
import type { Theme } from './theme'
import { trainLines } from './train/train-lines'
import type { View } from './view'

/** The smallest window that the screens can be read in. */
const smallest = { columns: 40, rows: 12 }

/** All that a frame shows. */
export interface Picture {
  readonly state: ViewState
  readonly view: View
  /** Earlier runs, once they have been looked for. */
  readonly earlier: FoundRuns | null
}

/** One picture of the run for a window of `columns` x `rows`, as lines; it leaves the last row free. */
export function frameLines(picture: Picture, { columns, rows }: Size, theme: Theme): Line[] {
  if (columns < smallest.columns || rows < smallest.rows) return tooSmallLines(columns, rows)
  const { state, view } = picture
  const { top, size } = bodyPlace({ columns, rows })
  const body = bodyLines(picture, size, theme).slice(0, size.rows)
  const blank: Line[] = Array.from({ length: top - 1 }, () => [])
  const below: Line[] = Array.from({ length: size.rows - body.length }, () => [])
  return [
    fit(headerLine(state, view.screen, columns, theme.charset), columns),
    ...blank,
    ...body,
    ...below,
    fit(footerLine(state, view, columns), columns),
  ]
}

/** The rows that a screen has in a window, and the first of them, counted from 0. */
export function bodyPlace({ columns, rows }: Size): { readonly top: number; readonly size: Size } {
  // Where there is room a blank row sets the screen off from the header.
  const top = rows >= 30 ? 2 : 1
  return { top, size: { columns, rows: rows - 2 - top } }
}

function bodyLines({ state, view, earlier }: Picture, size: Size, theme: Theme): Line[] {
  const { inspection } = state
  if (view.leaving) return leaveLines(state, size, theme)
  if (view.help) return helpLines(view.screen, size)
  switch (view.screen) {
    case 'train':
      return trainLines(state, view.train, size, theme)
    case 'digits':
      return digitsLines(inspection, view.digits, size, theme)
    case 'confusion':
      return confusionLines(inspection, view.confusion, size, theme)
    case 'network':
      return networkLines(inspection, view.network, size, theme)
    case 'draw':
      return drawLines(inspection, view.draw, size, theme)
    case 'runs':
      return runsLines(state, earlier, view.runs, size, theme)
  }
}

function tooSmallLines(columns: number, rows: number): Line[] {
  const text = [
    `This window is ${columns}x${rows};`,
    `the screens need ${smallest.columns}x${smallest.rows}.`,
    'The training goes on.',
  ]
  return text.slice(0, Math.max(0, rows - 1)).map((line) => centre([span(line)], columns))
}
