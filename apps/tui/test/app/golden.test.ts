import { expect, it } from 'vitest'
import { screenNames } from '../../src/app/view'
import { withStroke } from '../../src/screens/draw/canvas'
import { initialDrawView, withCanvas } from '../../src/screens/draw/view'
import type { RunAction } from '../../src/store/reducer'
import { epochEvent, started, steps } from '../support/events'
import { frame } from '../support/frames'
import { network, predictions, probabilities, testData } from '../support/inspection'

const events: readonly RunAction[] = [
  { type: 'waiting', reason: 'loading MNIST' },
  started,
  steps(1, 100),
  epochEvent(1),
  steps(101, 200),
  epochEvent(2),
  steps(201, 240),
  ...[testData, predictions, probabilities, network],
]
const draw = withCanvas(
  initialDrawView,
  withStroke(initialDrawView.canvas, { x: 16, y: 12 }, { x: 38, y: 44 }),
)

// After an intended change: `pnpm exec vitest run test/app/golden.test.ts -u`, then read the diff.
it.each(
  screenNames.flatMap((screen) =>
    (['80x24', '120x40'] as const).map((size) => [screen, size] as const),
  ),
)('the %s screen looks as recorded at %s', async (screen, size) => {
  const [columns, rows] = size.split('x').map(Number)
  const view = { screen, draw, digits: { image: 4, cell: null } }
  const lines = frame(columns!, rows!, { events, view, charset: 'braille' })
  const text = lines.map((line) => `${line.trimEnd()}\n`).join('')
  await expect(text).toMatchFileSnapshot(`golden/${screen}-${size}.txt`)
})
