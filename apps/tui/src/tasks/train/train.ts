import { watchCrashes } from '../../process/crashes'
import { watchSignals } from '../../process/signals'
import { endOfRank } from '../../ranks/end-of-rank'
import { startRanks } from '../../ranks/start-ranks'
import type { Leave, Sink } from '../../sinks/sink'
import { startTraining, type Training } from '../../training/client'
import type { RunEvent } from '../../training/protocol'
import { failureOutcome, type Outcome, type TaskContext } from '../task'
import { openSink } from './open-sink'
import type { TrainRequest } from './request'
import { failureOfRole, type Role, roleOf, toldBy } from './role'
import { runOutcome, withKept } from './run-outcome'
import { RunRecord } from './run-record'

/** Milliseconds that an interrupted run may take to stop and save its state. */
const patience = 20_000

/**
 * Trains on a worker thread while a sink shows the run, until the reader leaves the sink, the run
 * fails, or a signal arrives. A run with a folder is saved before this returns. The sink is always
 * closed.
 */
export async function run(request: TrainRequest, context: TaskContext): Promise<Outcome> {
  try {
    return await runAs(roleOf(request), context)
  } catch (error) {
    return failureOutcome(error)
  }
}

async function runAs(role: Role, { output, workerUrl }: TaskContext): Promise<Outcome> {
  const signals = watchSignals()
  const crashes = watchCrashes()
  let sink: Sink | undefined
  let training: Training | undefined
  let record: RunRecord | undefined
  try {
    const kept = new RunRecord(role.recorded, !role.isRelayed)
    record = kept
    const shown = await openSink(role, output, (control) => training?.send(control))
    sink = shown
    const recovers = shown.isInteractive ?? false
    training = startRun(role, { workerUrl, recovers }, (event) => {
      kept.take(event)
      shown.take(event)
    })
    const ended = shown.left.then((leave) => (leave === 'done' ? null : leaving(leave)))
    const stopped = signals.received.then(({ exitCode, signal }) => ({
      exitCode,
      ...(!role.isSilent && { message: `ended by ${signal}` }),
    }))
    const outcome = await Promise.race([ended, stopped, training.failure, crashes.crashed]).catch(
      (error) => failureOfRole(role, error),
    )
    const savesLater = outcome !== null && kept.folder !== undefined
    await shown.close({ savesLater })
    if (outcome === null) return toldBy(role, runOutcome(role.request, kept))
    if (kept.folder !== undefined || role.isRank) await keep(training, kept, signals.again)
    return withKept(outcome, kept)
  } finally {
    await sink?.close()
    if (training) await (role.isRank ? endOfRank(training) : training.end())
    record?.close()
    signals.release()
    crashes.release()
  }
}

/** Starts the run on a thread of this process, or on ranks that an MPI launcher starts. */
function startRun(
  role: Role,
  { workerUrl, recovers }: { readonly workerUrl: URL; readonly recovers: boolean },
  take: (event: RunEvent) => void,
): Training {
  const { ranks } = role.request.options
  if (ranks !== undefined && ranks > 1) return startRanks(role.request, ranks, take)
  return startTraining(
    workerUrl,
    { ...role.request.options, ...(role.isRank ? { isRank: true as const } : { recovers }) },
    take,
  )
}

function leaving(leave: Leave): Outcome {
  return leave === 'closed' ? { exitCode: 0 } : { exitCode: 130, message: 'interrupted' }
}

/** Stops the run and waits until it is saved, has failed, or the time or the user's patience is up. */
async function keep(training: Training, record: RunRecord, again: Promise<void>): Promise<void> {
  if (!record.hasStarted || record.ended !== null) return
  training.send({ type: 'stop' })
  const tired = new Promise<void>((resolve) => setTimeout(resolve, patience).unref())
  await Promise.race([record.over, training.failure.catch(() => {}), again, tired])
}
