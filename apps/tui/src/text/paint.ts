import { background, type ColorDepth, foreground } from './palette'
import type { Line, Style } from './span'

/** The characters of `line` with the escape codes that style them on a terminal of this depth. */
export function paint(line: Line, depth: ColorDepth): string {
  let painted = ''
  for (const { text, style } of line) {
    const codes = style ? sgr(style, depth) : ''
    painted += codes === '' ? text : `\u001b[${codes}m${text}\u001b[0m`
  }
  return painted
}

function sgr(style: Style, depth: ColorDepth): string {
  const codes: string[] = []
  if (style.bold) codes.push('1')
  if (style.dim) codes.push('2')
  if (style.inverse) codes.push('7')
  if (style.color) codes.push(foreground(style.color, depth))
  if (style.background) codes.push(background(style.background, depth))
  return codes.filter((code) => code !== '').join(';')
}
