import { deleteKeys } from '../app/keys'
import { useRun } from '../hooks/use-run'
import { useView } from '../hooks/use-view'
import { listedRuns } from '../screens/runs/compared'
import { printable } from '../text/printable'
import { Dialog } from './dialog'

/** Asks whether to delete the chosen run. */
export function DeleteDialog() {
  const state = useRun()
  const { runs: view } = useView()
  const run = listedRuns(state, state.earlier, view.filter)[view.chosen]
  if (run === undefined) return null
  return (
    <Dialog
      title={`Delete the run ${printable(run.name)}?`}
      text="Its log and its checkpoint are deleted from the disk."
      bindings={deleteKeys}
    />
  )
}
