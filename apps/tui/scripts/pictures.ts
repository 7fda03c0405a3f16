// Renders the screens of real runs as SVG pictures into a folder, and records the run of the README's
// picture beside this file; the built program does the training.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { initialView, type ScreenName, type View } from '../src/app/view'
import { parseRunLog, type RunLog } from '../src/runs/run-log'
import { blankCanvas, canvasSide, withStroke } from '../src/screens/draw/canvas'
import { jsonLine } from '../src/sinks/json'
import { reduce } from '../src/store/reducer'
import { initialRunState, type RunState } from '../src/store/run-state'
import { startTraining } from '../src/training/client'
import type { RunEvent, WorkerInput } from '../src/training/protocol'
import { recordRun } from './recorded-run'
import { dashboardPicture, screenPicture } from './screen-picture'

const [folder = '.', recording = 'recorded-run.jsonl'] = process.argv.slice(2)
// Seen from where this is built to.
const workerUrl = new URL('../../dist/training/worker.js', import.meta.url)

// A seven, drawn in four strokes.
const corners = [
  { x: 16, y: 14 },
  { x: 39, y: 13 },
  { x: 33, y: 28 },
  { x: 27, y: 44 },
]
const seven = corners
  .slice(1)
  .reduce((canvas, corner, place) => withStroke(canvas, corners[place]!, corner), blankCanvas)
const drawing = { width: canvasSide, height: canvasSide, data: seven }

const lookedAt = new Set<RunEvent['type']>([
  ...(['testData', 'predictions', 'probabilities', 'network', 'prepared', 'drawn'] as const),
])

/** A completed run with its own events, looked at from every side where that is wanted. */
async function runToTheEnd(
  input: WorkerInput,
  isLookedAt: boolean,
): Promise<{ state: RunState; events: RunEvent[] }> {
  let state = initialRunState
  const events: RunEvent[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const training = startTraining(workerUrl, input, (event) => {
    state = reduce(state, event)
    if (!lookedAt.has(event.type)) events.push(event)
    const next = nextLook(event, state)
    if (next !== null && isLookedAt) training.send({ type: 'look', look: next })
    if (event.type === (isLookedAt ? 'drawn' : 'end')) resolve()
  })
  try {
    await Promise.race([promise, training.failure])
    return { state, events }
  } finally {
    await training.end()
  }
}

function nextLook(event: RunEvent, state: RunState) {
  switch (event.type) {
    case 'end':
      return { at: 'predictions' } as const
    case 'predictions':
      return { at: 'image', image: worstOf(state) } as const
    case 'probabilities':
      return { at: 'network' } as const
    case 'network':
      return { at: 'drawing', id: 1, picture: drawing } as const
    default:
      return null
  }
}

function worstOf({ inspection }: RunState): number {
  return inspection.outcomes?.mistakes[0]?.image ?? 0
}

async function logOf(name: string, input: WorkerInput): Promise<RunLog[]> {
  const { events } = await runToTheEnd(input, false)
  const lines = events.map((event) => jsonLine(event) ?? '')
  return parseRunLog(`${name}.jsonl`, lines.join('\n'))
}

function viewOf(screen: ScreenName, state: RunState): View {
  return {
    ...initialView,
    screen,
    digits: { ...initialView.digits, image: worstOf(state) },
    confusion: { label: 4, predicted: 9 },
    draw: { ...initialView.draw, canvas: seven, id: 1, pen: corners.at(-1)! },
  }
}

const { state, events } = await runToTheEnd({ recipe: 'fast', dataset: 'mnist', seed: 1 }, true)
const recorded = recordRun(events)
writeFileSync(recording, recorded)
writeFileSync(join(folder, 'dashboard.svg'), await dashboardPicture(recorded))
const earlier = {
  runs: [
    ...(await logOf('by-hand', { recipe: 'seed', seed: 1, epochs: 3 })),
    ...(await logOf('faster', { recipe: 'seed', seed: 1, epochs: 3, learningRate: 0.1 })),
  ],
  problems: [],
}
for (const screen of ['digits', 'confusion', 'network', 'draw', 'runs'] as const) {
  const shown = { ...state, earlier }
  writeFileSync(join(folder, `${screen}.svg`), await screenPicture(shown, viewOf(screen, state)))
}
