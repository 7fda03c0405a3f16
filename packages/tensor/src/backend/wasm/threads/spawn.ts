import { workerScript } from '../../../generated/worker'

/** A thread as its owner sees it. */
export interface Spawned {
  /** Sends the thread its first and only message. */
  start(message: unknown): void
  /** Whether the thread keeps the process from ending. */
  hold(wanted: boolean): void
  /** Ends it where it stands. */
  terminate(): void
}

interface SpawnListener {
  ready(): void
  /** The thread is gone; called once, and not always where threads are web workers. */
  ended(why: string): void
}

/** Starts a thread and tells `listener` how it fares. */
export type Spawn = (listener: SpawnListener) => Spawned

/** Starts a thread of Node or of a browser, from the text of its script. */
export const spawn: Spawn = (listener) => {
  const node = globalThis.process?.getBuiltinModule?.('node:worker_threads')
  return node ? spawnInNode(node, listener) : spawnInBrowser(listener)
}

function spawnInNode(node: typeof import('node:worker_threads'), listener: SpawnListener): Spawned {
  const worker = new node.Worker(workerScript, { eval: true })
  let failure: string | null = null
  worker.once('message', () => listener.ready())
  worker.once('error', (error) => {
    failure = String(error)
  })
  worker.once('exit', (code) => listener.ended(failure ?? `it exited with code ${code}`))
  return {
    start: (message) => worker.postMessage(message),
    hold: (wanted) => (wanted ? worker.ref() : worker.unref()),
    terminate: () => void worker.terminate(),
  }
}

function spawnInBrowser(listener: SpawnListener): Spawned {
  const url = URL.createObjectURL(new Blob([workerScript], { type: 'text/javascript' }))
  const worker = new Worker(url)
  worker.onmessage = () => {
    URL.revokeObjectURL(url)
    listener.ready()
  }
  worker.onerror = (event) => listener.ended(event.message)
  return {
    start: (message) => worker.postMessage(message),
    hold: () => undefined,
    terminate: () => worker.terminate(),
  }
}
