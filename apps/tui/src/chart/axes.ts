import type { Charset } from '../text/charset'
import { largest } from '../text/largest'
import { dim, type Line, span } from '../text/span'
import type { Scale } from './scale'
import type { Tick } from './ticks'

/** The cells left of the plot in a chart of this size: labels of at least `labelCells`, and the axis. */
export function plotMargin(
  { width, height }: { readonly width: number; readonly height: number },
  labelCells: number,
): number {
  return hasLabels({ width, height }) ? labelCells + 1 : 0
}

/** Whether a chart of this size has room for labels. */
export function hasLabels({ width, height }: { width: number; height: number }): boolean {
  return width >= 14 && height >= 3
}

/** The cells that the widest label takes. */
export function labelWidth(ticks: readonly Tick[]): number {
  return Math.max(0, largest(ticks.map(({ label }) => label.length)))
}

/** For each of `height` rows, from the top, the label that stands left of it. */
export function rowLabels(
  ticks: readonly Tick[],
  scale: Scale,
  height: number,
  width: number,
): { readonly label: string; readonly isTick: boolean }[] {
  const labels = Array.from({ length: height }, () => ({ label: ' '.repeat(width), isTick: false }))
  for (const { value, label } of ticks) {
    const row = Math.round((1 - scale.place(value)) * (height - 1))
    if (row >= 0 && row < height) labels[row] = { label: label.padStart(width), isTick: true }
  }
  return labels
}

/**
 * The axis under a plot that begins `margin` cells from the left, and its labels: two lines. Its
 * name stands on the left where it fits.
 */
export function drawHorizontalAxis(
  scale: Scale,
  options: {
    readonly name: string
    readonly width: number
    readonly margin: number
    readonly charset: Charset
  },
): [Line, Line] {
  const { name, width, margin, charset } = options
  const room = width - margin
  const rule = Array.from({ length: room }, () => charset.axis.horizontal)
  const start = name.length < margin ? `${name} ` : ''
  const labels = Array.from(start.padEnd(width))
  let free = start.length
  for (const { value, label } of scale.ticks(Math.floor(room / 6))) {
    const column = Math.round(scale.place(value) * (room - 1))
    if (column < 0 || column >= room) continue
    const middle = margin + column - Math.floor(label.length / 2)
    // The first label may move a little to keep clear of the name.
    const first = Math.min(
      width - label.length,
      free - middle <= 2 ? Math.max(free, middle) : middle,
    )
    if (first < free) continue
    rule[column] = charset.axis.tickX
    for (const [index, character] of Array.from(label).entries()) labels[first + index] = character
    free = first + label.length + 1
  }
  const before = ' '.repeat(margin - 1) + charset.axis.corner
  return [[span(before + rule.join(''), dim)], [span(labels.join(''), dim)]]
}
