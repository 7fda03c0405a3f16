import { reduce } from '../src/store/reducer'
import { initialRunState, type RunState } from '../src/store/run-state'
import type { RunEvent } from '../src/training/protocol'

/** Events of a run as text, one JSON object a line, losses to five digits. */
export function recordRun(events: readonly RunEvent[]): string {
  return events.map((event) => `${JSON.stringify(event, plain)}\n`).join('')
}

/** What the screens show after the events in `text`. */
export function replayRun(text: string): RunState {
  const events = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent)
  return events.reduce(reduce, initialRunState)
}

function plain(key: string, value: unknown): unknown {
  if (value instanceof Int32Array) return Array.from(value)
  if (value instanceof Float64Array) return Array.from(value, (loss) => Number(loss.toPrecision(5)))
  return key === 'elapsed' ? Number(Number(value).toFixed(3)) : value
}
