import { cachedPicture } from '../../chart/cached-picture'
import { imagesIn, type Outcome } from '../../state/outcomes'
import type { Inspection } from '../../state/view-state'
import { formatCount } from '../../text/format'
import { beside, bold, dim, fit, type Line, span, spread } from '../../text/span'
import type { TestDataEvent } from '../../training/inspection/events'
import type { Theme } from '../theme'
import type { DigitsView } from '../view'
import { probabilityBars } from './bars'
import { galleryLines } from './gallery'
import { imagePixels } from './image-pixels'
import { digitsLayout } from './layout'

/** What is in the gallery: the images of the chosen cell, or all mistakes, the most confident first. */
export function galleryOf(inspection: Inspection, cell: DigitsView['cell']): readonly Outcome[] {
  const { testData, predictions, outcomes } = inspection
  if (cell === null) return outcomes?.mistakes ?? []
  return testData && predictions ? imagesIn(testData, predictions, cell) : []
}

/** A test image with its probabilities, and the gallery, in `rows` lines. */
export function digitsLines(
  inspection: Inspection,
  view: DigitsView,
  { columns, rows }: { columns: number; rows: number },
  theme: Theme,
): Line[] {
  const { testData } = inspection
  if (!testData) return [[span('Classifying the test images ...', dim)]]
  const layout = digitsLayout(columns, rows)
  const chosen = chosenLines(inspection, testData, view, layout, theme)
  const outcomes = galleryOf(inspection, view.cell)
  if (layout.gallery.columns === 0)
    return [...chosen, galleryTitle(inspection, testData, view, outcomes.length, columns)].slice(
      0,
      rows,
    )
  const right = [
    galleryTitle(inspection, testData, view, outcomes.length, layout.gallery.width),
    ...galleryLines(outcomes, view.image, testData, layout.gallery, theme),
  ]
  return beside(
    [
      { lines: chosen, width: layout.image.width },
      { lines: right, width: layout.gallery.width },
    ],
    3,
  ).slice(0, rows)
}

function chosenLines(
  { probabilities, predictions }: Inspection,
  data: TestDataEvent,
  view: DigitsView,
  { image, bars }: ReturnType<typeof digitsLayout>,
  { charset, depth }: Theme,
): Line[] {
  const label = data.labels[view.image]!
  const isTold = probabilities?.image === view.image
  const values = isTold ? probabilities.values : []
  const options = { ...image, ramp: 'gray', charset, depth } as const
  const picture = cachedPicture(data, view.image, () => imagePixels(data, view.image), options)
  const barLines = probabilityBars(values, data.classes, { ...bars, label, charset })
  const title = titleLine(view, isTold ? probabilities.step : predictions?.step)
  if (bars.beside) {
    const blocks = [
      { lines: picture, width: image.width },
      { lines: barLines, width: bars.width },
    ]
    return [title, ...beside(blocks, 2)]
  }
  return [title, ...picture, fit([], image.width), ...barLines]
}

function titleLine({ image, entry }: DigitsView, step: number | undefined): Line {
  if (entry !== null) return [span(`image number: ${entry}_`, bold)]
  const when = step === undefined ? '' : ` step ${formatCount(step)}`
  return [span(`image ${image}`, bold), span(when, dim)]
}

function galleryTitle(
  { outcomes }: Inspection,
  { classes, labels }: TestDataEvent,
  { cell }: DigitsView,
  count: number,
  width: number,
): Line {
  if (!outcomes) return [span('Classifying the test images ...', dim)]
  const what =
    cell === null
      ? `${formatCount(count)} mistakes of ${formatCount(labels.length)}`
      : `${classes[cell.label]} taken for ${classes[cell.predicted]}: ${formatCount(count)}`
  const when = `step ${formatCount(outcomes.step)}`
  return spread([span(what, bold), span(', most confident first', dim)], [span(when, dim)], width)
}
