import { useThreads } from '@handwritten/tensor'
import type { Command, Report } from '../protocol'
import { loadImages } from './data'
import { Session } from './session'

const post = (report: Report): void => postMessage(report)
const problemOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
const fail = (error: unknown): void => post({ type: 'failed', problem: problemOf(error) })

let threads: ReturnType<typeof useThreads> | null = null
let session: Session | null = null
/** What is drawn, which every new network reads at once. */
let picture: ImageData | null = null
/** Commands are carried out one after the other, also where one of them waits. */
let previous: Promise<void> = Promise.resolve()

addEventListener('message', ({ data }: MessageEvent<Command>) => {
  previous = previous.then(() => execute(data)).catch(fail)
})

async function execute(command: Command): Promise<void> {
  if (command.type === 'reset') {
    threads ??= useThreads(command.threads === null ? {} : { threads: command.threads })
    const team = await threads
    session?.stop()
    session = new Session(command.settings, team, post)
    session.read(picture)
  } else if (command.type === 'fetch') {
    // Not awaited: drawings are read while the images arrive.
    loadImages((received, total) => post({ type: 'progress', received, total })).then(
      () => post({ type: 'data', problem: null }),
      (error: unknown) => post({ type: 'data', problem: problemOf(error) }),
    )
  } else if (command.type === 'draw') {
    picture = command.picture
    session?.read(picture)
  } else if (command.type === 'save') session?.save(command.format)
  else if (command.type === 'load') session?.load(command.bytes)
  else await session?.[command.type]()
}
