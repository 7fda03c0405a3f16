/** What a colour stands for; the palette decides how it looks on this terminal. */
export type Role = 'train' | 'test' | 'accent' | 'good' | 'warn' | 'bad' | 'faint' | 'border'

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
}

/** A run of characters, each one cell wide, drawn in one style. */
export interface Span {
  readonly text: string
  readonly style?: Style
}

/** One row of a chart. */
export type Line = readonly Span[]

export const dim: Style = { dim: true }

export function span(text: string, style?: Style): Span {
  return style ? { text, style } : { text }
}

/** The number of cells that `line` takes. */
export function lineWidth(line: Line): number {
  return line.reduce((width, { text }) => width + Array.from(text).length, 0)
}

/** The characters of `line` without their styles. */
export function plainText(line: Line): string {
  return line.map(({ text }) => text).join('')
}
