import { escaped } from '../text/escaped'
import type { RunEvent } from '../training/protocol'

/** The event with control characters in its texts and lists of names escaped: they come from files. */
export function escapedEvent<Event extends RunEvent>(event: Event): Event {
  const fields = Object.entries(event).map(([name, value]): [string, unknown] => {
    if (typeof value === 'string') return [name, escaped(value)]
    const isNames = Array.isArray(value) && typeof value[0] === 'string'
    return [name, isNames ? value.map((text) => escaped(String(text))) : value]
  })
  return Object.fromEntries(fields) as Event
}
