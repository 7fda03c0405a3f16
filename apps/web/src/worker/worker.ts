import { useThreads } from '@handwritten/tensor'
import workerUrl from '@handwritten/tensor/worker?url'
import type { Command, Report } from '../protocol'
import { loadImages } from './data'
import { Session } from './session'
import { readWeights } from './weights-file'

const post = (report: Report): void => postMessage(report)
const problemOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
const fail = (error: unknown): void => post({ type: 'failed', problem: problemOf(error) })

let threads: ReturnType<typeof useThreads> | null = null
let session: Session | null = null
let picture: ImageData | null = null
/** Commands are carried out one after the other, also where one of them waits. */
let previous: Promise<void> = Promise.resolve()

addEventListener('message', ({ data }: MessageEvent<Command>) => {
  previous = previous.then(() => execute(data)).catch(fail)
})

/** As many threads as asked for; null for one per core. */
const numberOf = (threads: number | null) => (threads === null ? {} : { threads })

/** Goes on with another network, which reads what is drawn at once. */
function open(next: Session): void {
  session?.stop()
  session = next
  session.read(picture)
}

async function execute(command: Command): Promise<void> {
  if (command.type === 'reset') {
    // From a file: the page's security policy allows no worker from a blob.
    threads ??= useThreads({ workerUrl, wide: 'measure', ...numberOf(command.threads) })
    open(new Session(command.settings, await threads, post))
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
  else if (command.type === 'load') {
    if (session === null || threads === null) return
    const { settings, weights } = readWeights(command.bytes, session.settings)
    open(new Session(settings, await threads, post, weights))
    post({ type: 'loaded', settings })
  } else await session?.[command.type]()
}
