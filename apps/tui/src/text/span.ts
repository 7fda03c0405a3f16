/** What a colour stands for; the palette decides how it looks on this terminal. */
export type Role = 'train' | 'test' | 'accent' | 'good' | 'warn' | 'bad' | 'faint'

/** A shade of a continuous ramp: 0 is its quiet end, 1 its strong end. */
export interface Shade {
  /** `signed` runs from blue over dark to orange. */
  readonly ramp: 'gray' | 'heat' | 'signed'
  readonly value: number
}

export interface Style {
  readonly color?: Role | Shade
  readonly background?: Shade
  readonly bold?: boolean
  readonly dim?: boolean
  readonly inverse?: boolean
  readonly underline?: boolean
}

/** A run of characters, each one cell wide, drawn in one style. */
export interface Span {
  readonly text: string
  readonly style?: Style
}

/** One row of the screen. */
export type Line = readonly Span[]

export const dim: Style = { dim: true }
export const bold: Style = { bold: true }

export function span(text: string, style?: Style): Span {
  return style ? { text, style } : { text }
}

/** How many cells `line` takes. */
export function lineWidth(line: Line): number {
  return line.reduce((width, { text }) => width + cellCount(text), 0)
}

/** `line` cut or filled with spaces to exactly `width` cells. */
export function fit(line: Line, width: number): Line {
  const fitted: Span[] = []
  let room = Math.max(0, width)
  for (const part of line) {
    if (room === 0) break
    const count = cellCount(part.text)
    if (count > room) fitted.push(span(cells(part.text).slice(0, room).join(''), part.style))
    else if (count > 0) fitted.push(part)
    room -= Math.min(room, count)
  }
  if (room > 0) fitted.push(span(' '.repeat(room)))
  return fitted
}

/** `left` and `right` at the two ends of `width` cells; `right` gives way where both do not fit. */
export function spread(left: Line, right: Line, width: number): Line {
  const gap = width - lineWidth(left) - lineWidth(right)
  return gap < 1 ? fit(left, width) : [...left, span(' '.repeat(gap)), ...right]
}

/** `line` in the middle of `width` cells. */
export function centre(line: Line, width: number): Line {
  const before = Math.max(0, Math.floor((width - lineWidth(line)) / 2))
  return fit([span(' '.repeat(before)), ...line], width)
}

/** Blocks of lines beside each other, each fitted to its width, `gap` cells apart. */
export function beside(
  blocks: readonly { readonly lines: readonly Line[]; readonly width: number }[],
  gap: number,
): Line[] {
  const height = Math.max(0, ...blocks.map(({ lines }) => lines.length))
  return Array.from({ length: height }, (_, row) =>
    blocks.flatMap(({ lines, width }, index) => [
      ...(index > 0 ? [span(' '.repeat(gap))] : []),
      ...fit(lines[row] ?? [], width),
    ]),
  )
}

/** The characters of `line` without their styles. */
export function plainText(line: Line): string {
  return line.map(({ text }) => text).join('')
}

const surrogates = /[\ud800-\udfff]/

function cellCount(text: string): number {
  return surrogates.test(text) ? cells(text).length : text.length
}

function cells(text: string): string[] {
  return Array.from(text)
}
