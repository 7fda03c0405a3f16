import type { KeyContext, KeyPress } from '../keys'
import type { RunsView } from './view'

/** The runs screen after a key press. */
export function onRunsKey(view: RunsView, key: KeyPress, { runs }: KeyContext): RunsView {
  const last = Math.max(0, runs.length - 1)
  const chosen = Math.min(view.chosen, last)
  if ('name' in key) {
    if (key.name === 'up') return { ...view, chosen: Math.max(0, chosen - 1) }
    if (key.name === 'down') return { ...view, chosen: Math.min(last, chosen + 1) }
    return view
  }
  switch (key.input) {
    case 'x':
      return { ...view, chosen, toggled: toggled(view.toggled, runs[chosen]) }
    case 't':
      return { ...view, side: view.side === 'test' ? 'train' : 'test' }
    case 'l':
      return { ...view, spread: !view.spread }
    default:
      return view
  }
}

function toggled(names: readonly string[], name: string | undefined): readonly string[] {
  if (name === undefined) return names
  return names.includes(name) ? names.filter((other) => other !== name) : [...names, name]
}
