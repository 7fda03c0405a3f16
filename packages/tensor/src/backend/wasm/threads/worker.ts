/*
 * The script of a thread. It is shipped as text (src/generated/worker.ts) and started from it, so it
 * imports nothing. It joins the kernels to the memory, says 'ready', and does not return to its event
 * loop until it is told to leave.
 */
{
  interface Start {
    readonly module: WebAssembly.Module
    readonly memory: WebAssembly.Memory
    readonly pool: number
    readonly thread: number
    readonly threads: number
    /** Where to write why it failed, and how many bytes there are. */
    readonly message: number
    readonly messageBytes: number
  }

  interface Serving {
    serve(pool: number, thread: number, threads: number): number
    fail(pool: number, thread: number, cause: number): number
  }

  /** The cause of a failure that leaves a message; see `WorkerPool`. */
  const THREW = 2

  const begin = (start: Start, ready: () => void): void => {
    const { memory, pool, thread, threads } = start
    const host = Math as unknown as WebAssembly.ModuleImports
    const clock = { now: () => performance.now() }
    const imports = { env: { memory }, Math: host, performance: clock }
    const { exports } = new WebAssembly.Instance(start.module, imports)
    const { serve, fail } = exports as unknown as Serving
    ready()
    try {
      serve(pool, thread, threads)
    } catch (error) {
      const text = new TextEncoder().encode(String(error)).subarray(0, start.messageBytes)
      new Uint8Array(memory.buffer, start.message, start.messageBytes).fill(0)
      new Uint8Array(memory.buffer, start.message, text.length).set(text)
      fail(pool, thread, THREW)
    }
  }

  const port = globalThis.process?.getBuiltinModule?.('node:worker_threads')?.parentPort
  if (port) {
    port.once('message', (start: Start) => begin(start, () => port.postMessage('ready')))
  } else {
    globalThis.onmessage = ({ data }) => {
      begin(data, () => globalThis.postMessage('ready'))
      globalThis.close()
    }
  }
}
