import { frameLines, type Picture } from '../src/screens/frame'
import { initialView } from '../src/screens/view'
import { charsets } from '../src/text/charset'
import { paint } from '../src/text/paint'
import { replayRun } from './recorded-run'
import { terminalSvg } from './svg'

const columns = 110
const rows = 36

/** A screen as an SVG picture of a terminal. */
export async function screenPicture(picture: Picture): Promise<string> {
  const size = { columns, rows: rows + 1 }
  const lines = frameLines(picture, size, { charset: charsets.braille, depth: 24 })
  const painted = lines.map((line) => paint(line, 24)).join('\n')
  return await terminalSvg(painted, { columns, rows, title: 'npx handwritten' })
}

/** The README's picture: the Train screen at the end of a recorded run. */
export function dashboardPicture(recorded: string): Promise<string> {
  const view = { ...initialView, train: { ...initialView.train, spread: true } }
  return screenPicture({ state: replayRun(recorded), view, earlier: null })
}
