import type { Charset } from '../text/charset'
import { dim, type Line, type Style, span } from '../text/span'

/** A horizontal bar of `width` cells, filled to `fraction` (0 to 1, clamped; NaN is empty). */
export function bar(fraction: number, width: number, charset: Charset, style: Style): Line {
  const cells = Math.max(0, width)
  const filled = Math.min(1, Math.max(0, fraction || 0)) * cells
  const full = Math.floor(filled)
  const half = filled - full >= 0.5 ? 1 : 0
  return [
    span(charset.bar.full.repeat(full) + charset.bar.half.repeat(half), style),
    span(charset.bar.empty.repeat(cells - full - half), dim),
  ]
}
