import type { Leave, Sink } from '../sinks/sink'
import { startTraining, type Training } from '../training/client'
import type { Control } from '../training/protocol'
import type { TrainRequest } from './commands/train'
import { watchCrashes } from './crashes'
import { failureOutcome, type Outcome, runOutcome, withKept } from './outcome'
import { RunRecord } from './run-record'
import { watchSignals } from './signals'

/** How long a run that is to be kept may take to stop and be saved, in milliseconds. */
const patience = 20_000

/**
 * Trains on a thread while a sink shows it, until the sink is finished with, the run fails, or a
 * signal comes; a run that is to be kept is saved then. The sink is closed in any case.
 */
export async function train(
  request: TrainRequest,
  workerUrl: URL,
  openSink: (send: (control: Control) => void) => Promise<Sink>,
): Promise<Outcome> {
  const signals = watchSignals()
  const crashes = watchCrashes()
  let sink: Sink | undefined
  let training: Training | undefined
  let record: RunRecord | undefined
  try {
    const kept = new RunRecord(request)
    record = kept
    const shown = await openSink((control) => training?.send(control))
    sink = shown
    training = startTraining(workerUrl, request.options, (event) => {
      kept.take(event)
      shown.take(event)
    })
    const ended = shown.left.then((leave) => (leave === 'done' ? null : leaving(leave)))
    const stopped = signals.received.then(({ exitCode, signal }) => ({
      exitCode,
      message: `ended by ${signal}`,
    }))
    const outcome = await Promise.race([ended, stopped, training.failure, crashes.crashed]).catch(
      failureOutcome,
    )
    await shown.close()
    if (outcome === null) return runOutcome(request, kept)
    if (kept.folder !== undefined) await keep(training, kept, signals.again)
    return withKept(outcome, kept)
  } catch (error) {
    return failureOutcome(error)
  } finally {
    await sink?.close()
    await training?.end()
    record?.close()
    signals.release()
    crashes.release()
  }
}

function leaving(leave: Leave): Outcome {
  return leave === 'closed' ? { exitCode: 0 } : { exitCode: 130, message: 'interrupted' }
}

/** Stops a run that is under way, and waits until it is saved, though not for ever. */
async function keep(training: Training, record: RunRecord, again: Promise<void>): Promise<void> {
  if (!record.hasStarted || record.ended !== null) return
  training.send({ type: 'stop' })
  const tired = new Promise<void>((resolve) => setTimeout(resolve, patience).unref())
  await Promise.race([record.over, training.failure.catch(() => {}), again, tired])
}
