import { leaveKeys } from '../app/keys'
import { useRun } from '../hooks/use-run'
import { isOver, type RunState } from '../store/run-state'
import { formatCount, formatPercent } from '../text/format'
import { Dialog } from './dialog'

/** Asks how to leave a run that goes on, or a trained network that is not saved. */
export function LeaveDialog() {
  const state = useRun()
  const title = isOver(state.phase) ? 'Leave without saving?' : 'Leave this run?'
  return <Dialog title={title} text={placeOf(state)} bindings={leaveKeys} />
}

function placeOf({ run, phase, epoch, step, epochs }: RunState): string {
  if (run === null) return 'The run has not started yet.'
  if (isOver(phase)) {
    const accuracy = formatPercent(epochs.at(-1)?.testAccuracy ?? Number.NaN).trim()
    return `The trained network (test accuracy ${accuracy}) is not saved.`
  }
  const where = `Epoch ${epoch} of ${run.epochs}, step ${formatCount(step)}`
  return `${where}; ${phase === 'paused' ? 'training is paused' : 'training continues meanwhile'}.`
}
