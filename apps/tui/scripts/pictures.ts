// Draws the screens of a real run as SVG pictures into a folder; the built program does the training.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { frameLines } from '../src/screens/frame'
import { initialView, type ScreenName, type View } from '../src/screens/view'
import { reduce } from '../src/state/reducer'
import { initialState, type ViewState } from '../src/state/view-state'
import { charsets } from '../src/text/charset'
import { paint } from '../src/text/paint'
import { startTraining } from '../src/training/client'
import type { Look } from '../src/training/inspection/events'
import { terminalSvg } from './svg'

const folder = process.argv[2] ?? '.'
// Seen from where this is built to.
const workerUrl = new URL('../../dist/training/worker.js', import.meta.url)
const columns = 110
const rows = 36

/** A run that is completed, looked at from every side. */
async function runToTheEnd(): Promise<ViewState> {
  let state = initialState
  const { promise, resolve } = Promise.withResolvers<ViewState>()
  const look = (look: Look): void => training.send({ type: 'look', look })
  const training = startTraining(
    workerUrl,
    { recipe: 'fast', dataset: 'mnist', seed: 1 },
    (event) => {
      state = reduce(state, event)
      if (event.type === 'end') look({ at: 'predictions' })
      if (event.type === 'predictions') look({ at: 'image', image: worstOf(state) })
      if (event.type === 'probabilities') look({ at: 'network' })
      if (event.type === 'network') resolve(state)
    },
  )
  try {
    return await Promise.race([promise, training.failure])
  } finally {
    await training.end()
  }
}

function worstOf({ inspection }: ViewState): number {
  return inspection.outcomes?.mistakes[0]?.image ?? 0
}

function viewOf(screen: ScreenName, state: ViewState): View {
  return {
    ...initialView,
    screen,
    train: { ...initialView.train, spread: true },
    digits: { ...initialView.digits, image: worstOf(state) },
    confusion: { label: 4, predicted: 9 },
  }
}

const charset = charsets.braille
const state = await runToTheEnd()
for (const [screen, file] of [
  ['train', 'dashboard'],
  ['digits', 'digits'],
  ['confusion', 'confusion'],
  ['network', 'network'],
] as const) {
  const view = viewOf(screen, state)
  const size = { columns, rows: rows + 1 }
  const lines = frameLines({ state, view, earlier: null }, size, { charset, depth: 24 })
  const painted = lines.map((line) => paint(line, 24)).join('\n')
  const svg = await terminalSvg(painted, { columns, rows, title: 'npx handwritten' })
  writeFileSync(join(folder, `${file}.svg`), svg)
}
