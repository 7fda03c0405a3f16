import type { Charset } from '../text/charset'
import type { ColorDepth } from '../text/palette'

/** What this terminal can show. */
export interface Theme {
  readonly charset: Charset
  readonly depth: ColorDepth
}
