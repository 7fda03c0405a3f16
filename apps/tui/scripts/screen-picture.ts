import { initialView, type View } from '../src/app/view'
import type { RunState } from '../src/store/run-state'
import { charsets } from '../src/text/charset'
import { replayRun } from './recorded-run'
import { renderFrame } from './render-frame'
import { terminalSvg } from './svg'

const columns = 110
const rows = 36

/** A screen as an SVG picture of a terminal. */
export async function screenPicture(state: RunState, view: View): Promise<string> {
  const theme = { charset: charsets.braille, depth: 24 } as const
  const frame = renderFrame(state, view, { columns, rows: rows + 1 }, theme)
  return await terminalSvg(frame, { columns, rows, title: 'npx handwritten' })
}

/** The README's picture: the Train screen at the end of a recorded run. */
export function dashboardPicture(recorded: string): Promise<string> {
  return screenPicture(replayRun(recorded), initialView)
}
