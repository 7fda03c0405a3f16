import type { Control, RunEvent, WorkerInput } from '../../src/training/protocol'
import { Session } from '../../src/training/session'
import type { Turbo } from '../../src/turbo/turbo'
import { tinyData } from './tiny-data'

export interface SessionOptions {
  /** What an event is answered with. */
  readonly steer?: ((event: RunEvent) => readonly Control[]) | undefined
  readonly turbo?: Turbo
}

/** Runs a session on 50 + 20 tiny images to its end; returns what it told. */
export async function runSession(
  input: WorkerInput,
  { steer = () => [], turbo = { isOn: false, word: '' } }: SessionOptions = {},
): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  const session: Session = new Session(
    input,
    async () => tinyData(50, 20),
    (event) => {
      events.push(event)
      for (const command of steer(event)) session.control(command)
    },
    async () => turbo,
  )
  await session.run()
  return events
}
