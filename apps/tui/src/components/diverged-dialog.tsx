import { divergedKeys } from '../app/keys'
import { useRun } from '../hooks/use-run'
import { formatCount, formatRate } from '../text/format'
import { printable } from '../text/printable'
import { Dialog } from './dialog'

/** Says why the run diverged, and asks whether to return to its last good state. */
export function DivergedDialog() {
  const { divergence } = useRun()
  if (divergence === null) return null
  const { message, step, learningRate } = divergence
  const where = step === 0 ? 'the beginning' : `step ${formatCount(step)}`
  const offer = `The run can return to ${where} with learning rate ${formatRate(learningRate)}.`
  return (
    <Dialog
      title="Training diverged"
      text={`${sentence(printable(message))} ${offer}`}
      bindings={divergedKeys}
    />
  )
}

// The first clause of the message: what became infinite. The rows and the remedies are in the log.
function sentence(message: string): string {
  const [first = ''] = message.split(', with the batch')
  return `${first.charAt(0).toUpperCase()}${first.slice(1)}.`
}
