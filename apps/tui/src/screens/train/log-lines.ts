import type { LogEntry } from '../../state/view-state'
import type { Charset } from '../../text/charset'
import { dim, fit, type Line, span } from '../../text/span'

/** The latest messages, oldest first, in `height` lines with a heading. */
export function logLines(
  log: readonly LogEntry[],
  { width, height }: { width: number; height: number },
  charset: Charset,
): Line[] {
  if (height < 1) return []
  const marks = { info: charset.separator, good: charset.status.done, warn: charset.status.failed }
  const shown = height > 1 ? log.slice(-(height - 1)) : []
  return [
    fit([span('log', dim)], width),
    ...shown.map(({ kind, text }) => {
      const mark = span(`${marks[kind]} `, kind === 'info' ? dim : { color: kind })
      return fit([mark, span(text)], width)
    }),
  ]
}
