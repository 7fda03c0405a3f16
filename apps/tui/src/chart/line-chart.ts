import type { Charset } from '../text/charset'
import { dim, type Line, type Style, span } from '../text/span'
import { drawHorizontalAxis, hasLabels, labelWidth, rowLabels } from './axes'
import { DotCanvas } from './dots'
import { type Scale, type ScaleKind, scaleFor } from './scale'

export interface Point {
  readonly x: number
  readonly y: number
}

/** A curve: its points in order of x; a point that is not finite leaves a gap. */
export interface Curve {
  readonly points: readonly Point[]
  readonly style: Style
  /** A character on each point, so that curves differ by more than colour. */
  readonly marker?: string
  readonly dashed?: boolean
  /** Whether the axes ignore it; values beyond them are cut off. */
  readonly isBackground?: boolean
  /** The part of its highest or lowest values that the axes ignore. */
  readonly outliers?: { readonly side: 'high' | 'low'; readonly part: number }
}

export interface LineChartOptions {
  /** Size in cells. */
  readonly width: number
  readonly height: number
  readonly charset: Charset
  /** How values lie along the upright axis. */
  readonly values: ScaleKind
  /** The horizontal axis, and its name. */
  readonly across: Scale
  readonly acrossName: string
  /** The fewest cells for the labels of the upright axis, so that neighbouring charts line up. */
  readonly labelCells: number
  /** A value of x under which an upright cursor is drawn. */
  readonly cursor?: number
}

/**
 * Curves over round axes, as exactly `height` lines of `width` cells, the first curve lowest. Where
 * there is no room for axes they are left out; the curves stay.
 */
export function lineChart(curves: readonly Curve[], options: LineChartOptions): Line[] {
  const { width, height, charset } = options
  if (width < 1 || height < 1) return Array.from({ length: Math.max(0, height) }, () => [])
  const isLabelled = hasLabels({ width, height })
  const hasRule = isLabelled && height >= 7
  const plotHeight = hasRule ? height - 2 : height
  const tickCount = Math.min(6, Math.max(1, Math.floor(plotHeight / 2)))
  const scale = scaleFor(options.values, visibleValues(curves, options.across), tickCount)
  const ticks = isLabelled ? scale.ticks(tickCount) : []
  const margin = isLabelled ? Math.max(options.labelCells, labelWidth(ticks)) + 1 : 0
  const canvas = new DotCanvas(width - margin, plotHeight, charset)
  for (const curve of curves) drawCurve(canvas, curve, options.across, scale)
  if (options.cursor !== undefined) drawCursor(canvas, options.across.place(options.cursor))
  if (!isLabelled) return canvas.lines()
  const labels = rowLabels(ticks, scale, plotHeight, margin - 1)
  const plot = canvas.lines().map((line, row) => {
    const { label, isTick } = labels[row]!
    const axis = isTick ? charset.axis.tickY : charset.axis.vertical
    return [span(label + axis, dim), ...line]
  })
  if (!hasRule) return plot
  const under = { name: options.acrossName, width, margin, charset }
  return [...plot, ...drawHorizontalAxis(options.across, under)]
}

function visibleValues(curves: readonly Curve[], across: Scale): number[] {
  return curves.flatMap(({ points, isBackground, outliers }) => {
    if (isBackground) return []
    const visible = points.filter(({ x, y }) => {
      const place = across.place(x)
      return Number.isFinite(y) && place >= 0 && place <= 1
    })
    const values = visible.map(({ y }) => y)
    return outliers === undefined ? values : withoutOutliers(values, outliers)
  })
}

function withoutOutliers(
  values: readonly number[],
  { side, part }: NonNullable<Curve['outliers']>,
): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  const count = Math.floor(part * sorted.length)
  return side === 'high' ? sorted.slice(0, sorted.length - count) : sorted.slice(count)
}

function drawCurve(canvas: DotCanvas, curve: Curve, across: Scale, scale: Scale): void {
  const { dotsAcross, dotsDown } = canvas
  let before: readonly [number, number] | null = null
  const marks: (readonly [number, number])[] = []
  for (const point of curve.points) {
    const x = across.place(point.x) * (dotsAcross - 1)
    const y = (1 - scale.place(point.y)) * (dotsDown - 1)
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      before = null
      continue
    }
    const [fromX, fromY] = before ?? [x, y]
    canvas.line(fromX, fromY, x, y, curve.style, curve.dashed)
    before = [x, y]
    marks.push(before)
  }
  if (curve.marker === undefined) return
  for (const [x, y] of marks) canvas.glyph(Math.round(x), Math.round(y), curve.marker, curve.style)
}

function drawCursor(canvas: DotCanvas, place: number): void {
  const x = Math.round(place * (canvas.dotsAcross - 1))
  const { across, down } = canvas.charset.dots
  for (let row = 0; row < canvas.height; row++)
    if (x >= 0 && x < canvas.dotsAcross && canvas.isBlank(Math.floor(x / across), row))
      canvas.glyph(x, row * down, canvas.charset.cursor, dim)
}
