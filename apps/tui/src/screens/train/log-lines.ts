import type { LogEntry } from '../../state/view-state'
import type { Charset } from '../../text/charset'
import { dim, fit, type Line, span } from '../../text/span'
import { wrapped } from '../../text/wrapped'

/**
 * The latest messages, oldest first, in `height` lines with a heading. Warnings take as many lines as
 * they need; other messages are cut.
 */
export function logLines(
  log: readonly LogEntry[],
  { width, height }: { width: number; height: number },
  charset: Charset,
): Line[] {
  if (height < 1) return []
  const marks = { info: charset.separator, good: charset.status.done, warn: charset.status.failed }
  if (height === 1) return [fit([span('log', dim)], width)]
  const lines = log.slice(1 - height).flatMap(({ kind, text }) => {
    const style = kind === 'info' ? dim : { color: kind }
    const parts = kind === 'warn' ? wrapped(text, width - 2) : [text]
    return parts.map((part, index) =>
      fit([span(`${index === 0 ? marks[kind] : ' '} `, style), span(part)], width),
    )
  })
  return [fit([span('log', dim)], width), ...lines.slice(1 - height)]
}
