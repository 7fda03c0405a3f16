import { background, type ColorDepth, foreground } from './palette'
import type { Line, Style } from './span'

/** The characters of `line` with the escape codes that style them on a terminal of this depth. */
export function paint(line: Line, depth: ColorDepth): string {
  let painted = ''
  for (const { text, style } of line) {
    const codes = styleCodes(style, depth)
    painted += codes === '' ? text : `\u001b[${codes}m${text}\u001b[0m`
  }
  return painted
}

/** The SGR parameters of a style on a terminal of this depth; '' where it has none. */
export function styleCodes(style: Style | undefined, depth: ColorDepth): string {
  if (style === undefined) return ''
  const codes: string[] = []
  if (style.bold) codes.push('1')
  if (style.dim) codes.push('2')
  if (style.underline) codes.push('4')
  if (style.inverse) codes.push('7')
  if (style.color) codes.push(foreground(style.color, depth))
  if (style.background) codes.push(background(style.background, depth))
  return codes.filter((code) => code !== '').join(';')
}
