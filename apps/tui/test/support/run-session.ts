import type { Ranks } from '@handwritten/distributed'
import type { Control, RunEvent, WorkerInput } from '../../src/training/protocol'
import { Session } from '../../src/training/session'
import type { Turbo } from '../../src/turbo/turbo'
import { tinyData } from './tiny-data'

export interface SessionOptions {
  /** What an event is answered with. */
  readonly steer?: ((event: RunEvent) => readonly Control[]) | undefined
  readonly turbo?: Turbo
  /** The group of a session that is a rank. */
  readonly ranks?: Ranks
}

/** Runs a session on 50 + 20 tiny images to its end; returns what it told. */
export async function runSession(
  input: WorkerInput,
  { steer = () => [], turbo = { isOn: false, word: '' }, ranks }: SessionOptions = {},
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
    async () => {
      if (ranks === undefined) throw new Error('this session is not a rank')
      return ranks
    },
  )
  await session.run()
  return events
}
