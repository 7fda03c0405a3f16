import { jsonText } from '../text/json-text'
import type { RunEvent } from '../training/protocol'
import { lineSink, type Output, type Sink } from './sink'

/** One JSON object a line for the start, each epoch and the end; all else goes to the log. */
export function jsonSink(output: Output): Sink {
  return lineSink(output, jsonLine)
}

/**
 * The event as JSON, or null where it is none of those that are recorded. Figures that are not finite
 * become null, since JSON has no word for them.
 */
export function jsonLine(event: RunEvent): string | null {
  if (event.type === 'start') return jsonText(event)
  if (event.type !== 'epoch' && event.type !== 'end') return null
  const { elapsed: _, ...record } = event
  return jsonText(record)
}
