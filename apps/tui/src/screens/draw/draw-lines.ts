import { pixelImage } from '../../chart/pixel-image'
import type { Inspection } from '../../state/view-state'
import { formatCount } from '../../text/format'
import { beside, bold, dim, fit, type Line, span, spread } from '../../text/span'
import { wrapped } from '../../text/wrapped'
import type { PreparedEvent } from '../../training/inspection/events'
import { probabilityBars } from '../digits/bars'
import type { Size } from '../painter'
import type { Theme } from '../theme'
import { canvasSide } from './canvas'
import { type DrawLayout, drawLayout, stepGap } from './layout'
import type { DrawView } from './view'

/** A canvas to draw a digit on, what the network takes it for, and how it is prepared. */
export function drawLines(
  inspection: Inspection,
  view: DrawView,
  size: Size,
  theme: Theme,
): Line[] {
  const layout = drawLayout(size)
  const { canvas, side } = layout
  const prepared = inspection.prepared?.id === view.id ? inspection.prepared : undefined
  const left = [titleLine(view), ...canvasLines(view, prepared, layout, theme)]
  const right = sideLines(inspection, view, prepared, layout, theme)
  const width = canvas.width + 2
  return beside(
    [
      { lines: left, width },
      { lines: right, width: side.width },
    ],
    side.left - width,
  ).slice(0, size.rows)
}

function titleLine({ entry, opened, isDown, canvas }: DrawView): Line {
  if (entry !== null) return [span('open: ', bold), span(`${entry.slice(-60)}_`)]
  if (opened !== null) return [span(opened.name, bold)]
  if (isDown) return [span('the pen draws', bold), span(' (enter lifts it)', dim)]
  return canvas.some((ink) => ink > 0) ? [span('your digit', bold)] : [span('draw here', bold)]
}

function canvasLines(
  view: DrawView,
  prepared: PreparedEvent | undefined,
  { canvas: { width, height } }: DrawLayout,
  { charset, depth }: Theme,
): Line[] {
  const { axis, frame } = charset
  const opened = view.opened === null ? null : prepared?.steps[0]
  const pixels =
    view.opened === null
      ? { values: view.canvas, rows: canvasSide, columns: canvasSide }
      : {
          values: opened?.pixels ?? new Uint8Array(1),
          rows: opened?.height ?? 1,
          columns: opened?.width ?? 1,
        }
  const picture = pixelImage(pixels, { width, height, ramp: 'gray', charset, depth })
  const row = Math.floor((view.pen.y / canvasSide) * height)
  const column = Math.floor((view.pen.x / canvasSide) * width)
  const mark = view.isDown ? charset.marker.test : '+'
  const lines = picture.map((line, index) =>
    index === row && view.opened === null ? withCell(line, column, mark) : line,
  )
  const rule = axis.horizontal.repeat(width)
  const edge = span(axis.vertical, dim)
  return [
    [span(frame.left + rule + frame.right, dim)],
    ...lines.map((line): Line => [edge, ...line, edge]),
    [span(axis.corner + rule + frame.corner, dim)],
  ]
}

// One cell replaced by the pen.
function withCell(line: Line, column: number, mark: string): Line {
  let start = 0
  return line.flatMap(({ text, style }) => {
    const characters = Array.from(text)
    const at = column - start
    start += characters.length
    if (at < 0 || at >= characters.length) return [span(text, style)]
    const before = characters.slice(0, at).join('')
    const after = characters.slice(at + 1).join('')
    return [
      ...(before === '' ? [] : [span(before, style)]),
      span(mark, { bold: true, color: 'test' }),
      ...(after === '' ? [] : [span(after, style)]),
    ]
  })
}

function sideLines(
  { drawn, testData }: Inspection,
  view: DrawView,
  prepared: PreparedEvent | undefined,
  { side, bars, steps }: DrawLayout,
  theme: Theme,
): Line[] {
  const { width } = side
  const problem = view.problem ?? prepared?.problem ?? null
  if (problem !== null) return wrapped(problem, width).map((line) => [span(line, { color: 'bad' })])
  const classes = testData?.classes ?? Array.from('0123456789')
  const isBlank = view.opened === null && !view.canvas.some((ink) => ink > 0)
  const isAnswered = !isBlank && prepared !== undefined && drawn !== undefined
  const values = isAnswered ? drawn.values : []
  const options = { width: Math.min(width, 44), height: bars, label: null, charset: theme.charset }
  return [
    answerLine(isAnswered ? drawn : undefined, classes, width),
    ...probabilityBars(values, classes, options),
    ...(steps.count > 0 && !isBlank && prepared !== undefined
      ? [[], ...stepLines(prepared, steps, theme)]
      : []),
  ]
}

function answerLine(drawn: Inspection['drawn'], classes: readonly string[], width: number): Line {
  if (drawn === undefined) return [span('the network waits for a digit', dim)]
  const best = drawn.values.indexOf(Math.max(...drawn.values))
  const percent = `${Math.round(100 * (drawn.values[best] ?? 0))}%`
  return spread(
    [span(`taken for ${classes[best]}`, bold), span(`, ${percent}`)],
    [span(`step ${formatCount(drawn.step)}`, dim)],
    Math.min(width, 44),
  )
}

const captions = { gray: 'gray', ink: 'ink', crop: 'cut out', fit: '20x20', centre: 'centred' }

// The last steps, the one that the network sees at the end.
function stepLines(
  { steps, inverted }: PreparedEvent,
  { count, across, width, height }: DrawLayout['steps'],
  { charset, depth }: Theme,
): Line[] {
  const blocks = steps.slice(-count).map(({ name, pixels, width: columns, height: rows }) => {
    const squared = square({ values: pixels, rows, columns })
    const caption = name === 'ink' && inverted ? 'ink, inverted' : captions[name]
    return {
      width,
      lines: [
        fit([span(caption, dim)], width),
        ...pixelImage(squared, { width, height, ramp: 'gray', charset, depth }),
      ],
    }
  })
  return Array.from({ length: count / across }, (_, row) => [
    ...(row > 0 ? [[]] : []),
    ...beside(blocks.slice(row * across, (row + 1) * across), stepGap),
  ]).flat()
}

// The picture in the middle of a black square, so that its proportions are kept.
function square({ values, rows, columns }: { values: Uint8Array; rows: number; columns: number }) {
  const side = Math.max(rows, columns, 1)
  const padded = new Uint8Array(side * side)
  const [top, left] = [Math.floor((side - rows) / 2), Math.floor((side - columns) / 2)]
  for (let row = 0; row < rows; row++)
    padded.set(values.subarray(row * columns, (row + 1) * columns), (top + row) * side + left)
  return { values: padded, rows: side, columns: side }
}
