import type { Sink } from '../sinks/sink'
import { startTraining } from '../training/client'
import type { Control, RunEvent } from '../training/protocol'
import type { TrainOptions } from './options'
import { watchSignals } from './signals'

/** How a run ended for the program: its exit code, and what is said about it on stderr. */
export interface Outcome {
  readonly exitCode: number
  readonly message?: string
}

/**
 * Trains on a thread while `sink` shows it, until the sink is finished with, the run fails, or a
 * signal comes. The sink is closed in any case.
 */
export async function train(
  options: TrainOptions,
  workerUrl: URL,
  openSink: (send: (control: Control) => void) => Promise<Sink>,
): Promise<Outcome> {
  const signals = watchSignals()
  const commands: { send(control: Control): void } = { send: () => {} }
  const sink = await openSink((control) => commands.send(control))
  const training = startTraining(workerUrl, options, (event: RunEvent) => sink.take(event))
  commands.send = training.send
  try {
    return await Promise.race([
      sink.left.then((leave) => ({ exitCode: leave === 'done' ? 0 : 130 })),
      training.failure,
      signals.received.then(({ exitCode, signal }) => ({
        exitCode,
        message: `ended by ${signal}`,
      })),
    ])
  } catch (error) {
    return { exitCode: 1, message: error instanceof Error ? error.message : String(error) }
  } finally {
    await sink.close()
    await training.end()
    signals.release()
  }
}
