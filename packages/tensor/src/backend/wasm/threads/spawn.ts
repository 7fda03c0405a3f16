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

/** Starts threads of Node or of a browser: from the script at `url`, or from its text in this module. */
export function spawnFrom(address?: string | { readonly href: string }): Spawn {
  const url = typeof address === 'object' ? address.href : address
  const node = globalThis.process?.getBuiltinModule?.('node:worker_threads')
  return (listener) => (node ? spawnInNode(node, url, listener) : spawnInBrowser(url, listener))
}

function spawnInNode(
  node: typeof import('node:worker_threads'),
  url: string | undefined,
  listener: SpawnListener,
): Spawned {
  const worker =
    url === undefined
      ? new node.Worker(workerScript, { eval: true })
      : new node.Worker(url.startsWith('file:') ? new URL(url) : url)
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

/** A worker that is blocked reports an error without a message. */
const blocked =
  "the worker was blocked or not found; where the page's Content-Security-Policy forbids blob: workers, serve " +
  '@handwritten/tensor/worker from the site and pass its address as workerUrl'

function spawnInBrowser(url: string | undefined, listener: SpawnListener): Spawned {
  const address = url ?? URL.createObjectURL(new Blob([workerScript], { type: 'text/javascript' }))
  const release = () => url ?? URL.revokeObjectURL(address)
  let worker: Worker
  try {
    worker = new Worker(address)
  } catch (cause) {
    release()
    throw new Error(`${String(cause)}: ${blocked}`)
  }
  worker.onmessage = () => {
    release()
    listener.ready()
  }
  worker.onerror = (event) => {
    event.preventDefault()
    release()
    listener.ended(event.message || blocked)
  }
  return {
    start: (message) => worker.postMessage(message),
    hold: () => undefined,
    terminate: () => worker.terminate(),
  }
}
