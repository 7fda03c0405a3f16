import chalk, { type ChalkInstance } from 'chalk'
import { type ColorDepth, colorOf } from './palette'
import type { Line, Role, Shade, Style } from './span'

type Styler = (text: string) => string

const stylers = new Map<string, Styler>()

/**
 * Sets how many colours chalk, which Ink styles text with, may use. Chalk ignores NO_COLOR, and at
 * level 0 it would drop bold text too: without colours the palette gives none.
 */
export function setColorDepth(depth: ColorDepth): void {
  chalk.level = depth === 24 ? 3 : depth === 8 ? 2 : 1
}

/** The rows of a chart as text for Ink, styled for a terminal of this depth. */
export function styledText(lines: readonly Line[], depth: ColorDepth): string {
  return lines
    .map((line) =>
      line.map(({ text, style }) => (style ? styler(style, depth)(text) : text)).join(''),
    )
    .join('\n')
}

// Charts use the same few styles in thousands of cells.
function styler(style: Style, depth: ColorDepth): Styler {
  const { color, background, bold, dim, inverse } = style
  const key = `${depth} ${keyOf(color)} ${keyOf(background)} ${bold} ${dim} ${inverse}`
  const known = stylers.get(key)
  if (known !== undefined) return known
  let made: ChalkInstance = chalk
  if (bold) made = made.bold
  if (dim) made = made.dim
  if (inverse) made = made.inverse
  const fore = color && colorOf(color, depth)
  const back = background && colorOf(background, depth)
  if (fore) made = fore.startsWith('#') ? made.hex(fore) : made[fore as 'red']
  if (back) made = made.bgHex(back)
  stylers.set(key, made)
  return made
}

function keyOf(color: Role | Shade | undefined): string {
  return typeof color === 'object' ? `${color.ramp}${color.value}` : String(color)
}
