// Draws the screens of a real run as SVG pictures into a folder; the built program does the training.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderToString } from 'ink'
import { Frame } from '../src/screens/frame'
import { ThemeContext } from '../src/screens/theme'
import { initialView, type ScreenName, type View } from '../src/screens/view'
import { reduce } from '../src/state/reducer'
import { initialState, type ViewState } from '../src/state/view-state'
import { charsets } from '../src/text/charset'
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

const state = await runToTheEnd()
for (const [screen, file] of [
  ['train', 'dashboard'],
  ['digits', 'digits'],
  ['confusion', 'confusion'],
  ['network', 'network'],
] as const) {
  const picture = (
    <ThemeContext value={{ charset: charsets.braille, depth: 24 }}>
      <Frame state={state} view={viewOf(screen, state)} columns={columns} rows={rows + 1} />
    </ThemeContext>
  )
  const svg = await terminalSvg(renderToString(picture, { columns }), {
    columns,
    rows,
    title: 'npx handwritten',
  })
  writeFileSync(join(folder, `${file}.svg`), svg)
}
