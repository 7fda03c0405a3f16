import type { Charset } from '../text/charset'
import { type ColorDepth, colorOf } from '../text/palette'
import type { Role, Shade } from '../text/span'

/** What this terminal can show. */
export interface Theme {
  readonly charset: Charset
  readonly depth: ColorDepth
}

/** The props of Ink's `Text` that give it a colour; none where the terminal cannot show it. */
export function colored(theme: Theme, color: Role | Shade): { readonly color?: string } {
  const name = colorOf(color, theme.depth)
  return name === undefined ? {} : { color: name }
}
