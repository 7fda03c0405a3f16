import { cachedPicture } from '../../chart/cached-picture'
import type { Outcome } from '../../state/outcomes'
import { beside, bold, dim, type Line, span } from '../../text/span'
import type { TestDataEvent } from '../../training/inspection/events'
import type { Theme } from '../theme'
import { imagePixels } from './image-pixels'
import { type DigitsLayout, thumb } from './layout'

/** The page of small images that holds the chosen one, each with what it is and was taken for. */
export function galleryLines(
  outcomes: readonly Outcome[],
  chosen: number,
  data: TestDataEvent,
  { columns, rows }: DigitsLayout['gallery'],
  theme: Theme,
): Line[] {
  const size = columns * rows
  if (size < 1) return []
  const place = Math.max(
    0,
    outcomes.findIndex(({ image }) => image === chosen),
  )
  const page = outcomes.slice(Math.floor(place / size) * size).slice(0, size)
  return Array.from({ length: rows }, (_, row) => page.slice(row * columns, (row + 1) * columns))
    .filter((shown) => shown.length > 0)
    .flatMap((shown) =>
      beside(
        shown.map((outcome) => thumbBlock(outcome, chosen, data, theme)),
        3,
      ),
    )
}

function thumbBlock(
  outcome: Outcome,
  chosen: number,
  data: TestDataEvent,
  { charset, depth }: Theme,
) {
  const { image, label, predicted, confidence } = outcome
  const isChosen = image === chosen
  const words = `${data.classes[label]} as ${data.classes[predicted]} ${Math.round(100 * confidence)}%`
  const { width, height } = thumb
  const options = { width, height, ramp: 'gray', charset, depth } as const
  return {
    width,
    lines: [
      ...cachedPicture(data, image, () => imagePixels(data, image), options),
      [span(`${isChosen ? charset.status.running : ' '} ${words}`, isChosen ? bold : dim)],
      [],
    ],
  }
}
