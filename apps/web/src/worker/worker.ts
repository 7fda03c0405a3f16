import type { Command, Message } from '../protocol'
import { loadImages } from './data'
import { Session } from './session'
import { startThreads } from './threads'

const post = (message: Message): void => postMessage(message)

let session: Session | null = null
/** Commands are obeyed one after the other, also where one of them waits. */
let previous: Promise<void> = Promise.resolve()

addEventListener('message', ({ data }: MessageEvent<Command>) => {
  previous = previous.then(() => obey(data)).catch(report)
})

async function obey(command: Command): Promise<void> {
  if (command.type === 'reset') {
    session?.stop()
    session = new Session(command.settings, await startThreads(command.threads), post)
  } else if (command.type === 'fetch') {
    await fetchImages()
  } else if (command.type === 'draw') {
    session?.read(command.picture)
  } else if (command.type === 'save') {
    session?.save(command.format)
  } else if (command.type === 'load') {
    session?.load(command.bytes)
  } else {
    void session?.[command.type]().catch(report)
  }
}

async function fetchImages(): Promise<void> {
  try {
    await loadImages((received, total) => post({ type: 'progress', received, total }))
    post({ type: 'data', problem: null })
  } catch (error) {
    post({ type: 'data', problem: messageOf(error) })
  }
}

function report(error: unknown): void {
  post({ type: 'failed', message: messageOf(error) })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
