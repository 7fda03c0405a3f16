import type { Sink } from '../sinks/sink'
import { startTraining, type Training } from '../training/client'
import { describeError } from '../training/failure'
import type { Control } from '../training/protocol'
import { watchCrashes } from './crashes'
import type { TrainOptions } from './options'
import { watchSignals } from './signals'

/** How a run ended for the program: its exit code, and what is said about it on stderr. */
export interface Outcome {
  readonly exitCode: number
  readonly message?: string
}

/**
 * Trains on a thread while a sink shows it, until the sink is finished with, the run fails, or a
 * signal comes. The sink is closed in any case.
 */
export async function train(
  options: TrainOptions,
  workerUrl: URL,
  openSink: (send: (control: Control) => void) => Promise<Sink>,
): Promise<Outcome> {
  const signals = watchSignals()
  const crashes = watchCrashes()
  let sink: Sink | undefined
  let training: Training | undefined
  try {
    const shown = await openSink((control) => training?.send(control))
    sink = shown
    training = startTraining(workerUrl, options, (event) => shown.take(event))
    return await Promise.race([
      shown.left.then((leave) => ({ exitCode: leave === 'done' ? 0 : 130 })),
      signals.received.then(({ exitCode, signal }) => ({
        exitCode,
        message: `ended by ${signal}`,
      })),
      training.failure,
      crashes.crashed,
    ])
  } catch (error) {
    return { exitCode: 1, message: describeError(error).message }
  } finally {
    await sink?.close()
    await training?.end()
    signals.release()
    crashes.release()
  }
}
