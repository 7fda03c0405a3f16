import type { Answer, KeyContext } from '../../app/keymap'
import type { View } from '../../app/view'

/** The prompt for the text that the names or settings of listed runs contain; empty shows all. */
export const filterRuns = {
  label: 'filter',
  acceptsEmpty: true,
  submit: (view: View, filter: string): Answer => ({
    view: { ...view, runs: { ...view.runs, filter, chosen: 0 } },
  }),
}

/** The prompt for the new name of the chosen run. */
export const renameChosenRun = {
  label: 'new name',
  submit(view: View, name: string, { runs }: KeyContext): Answer {
    const id = runs[view.runs.chosen]
    return id === undefined ? { view } : { view, command: { rename: id, name } }
  },
}
