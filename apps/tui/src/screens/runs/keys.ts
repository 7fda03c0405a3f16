import { type KeyBinding, type KeyContext, viewKey } from '../../app/keymap'
import { type View, withPrompt } from '../../app/view'
import type { RunsView } from './view'

/** The keys of the runs screen. */
export const runsKeys: readonly KeyBinding[] = [
  runsKey(
    { keys: ['up'], label: 'up down', hint: 'choose', help: 'choose a run' },
    (runs, context) => moved(runs, -1, context),
  ),
  runsKey({ keys: ['down'], label: '', help: 'next run' }, (runs, context) =>
    moved(runs, 1, context),
  ),
  runsKey({ keys: ['x'], hint: 'compare', help: 'compare it, or not' }, (view, { runs }) => {
    const chosen = within(view.chosen, runs.length)
    return { ...view, chosen, toggled: toggled(view.toggled, runs[chosen]) }
  }),
  runsKey({ keys: ['t'], hint: 'train or test', help: 'training or test figures' }, (view) => ({
    ...view,
    side: view.side === 'test' ? 'train' : 'test',
  })),
  runsKey({ keys: ['l'], hint: 'axes', help: 'axes: log or linear' }, (view) => ({
    ...view,
    spread: !view.spread,
  })),
  viewKey({ keys: ['/'], hint: 'filter', help: 'filter by name or setting' }, (view) =>
    withPrompt(view, 'filter', view.runs.filter),
  ),
  viewKey({ keys: ['n'], hint: 'rename', help: 'rename a run', isActive: isEditable }, (view) =>
    withPrompt(view, 'rename'),
  ),
  viewKey(
    { keys: ['d'], hint: 'delete', help: 'delete a run, after a question', isActive: isEditable },
    (view) => ({ ...view, dialog: 'delete' }),
  ),
  runsKey(
    {
      keys: ['escape'],
      label: '',
      help: 'show all runs',
      isActive: (_, { runs }) => runs.filter !== '',
    },
    (view) => ({ ...view, filter: '', chosen: 0 }),
  ),
]

function isEditable({ runs, isEditable }: KeyContext, view: View): boolean {
  return isEditable(runs[within(view.runs.chosen, runs.length)])
}

function runsKey(
  binding: Omit<KeyBinding, 'press'>,
  change: (runs: RunsView, context: KeyContext) => RunsView,
): KeyBinding {
  return viewKey(binding, (view, context) => ({ ...view, runs: change(view.runs, context) }))
}

function moved(view: RunsView, by: 1 | -1, { runs }: KeyContext): RunsView {
  return { ...view, chosen: within(within(view.chosen, runs.length) + by, runs.length) }
}

function within(place: number, count: number): number {
  return Math.max(0, Math.min(place, count - 1))
}

function toggled(names: readonly string[], name: string | undefined): readonly string[] {
  if (name === undefined) return names
  return names.includes(name) ? names.filter((other) => other !== name) : [...names, name]
}
