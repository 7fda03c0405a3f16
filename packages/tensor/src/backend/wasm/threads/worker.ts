/*
 * The script of a thread. It is shipped as text (src/generated/worker.ts) and started from it, so it
 * imports nothing. It instantiates the interpreter on the shared memory, posts 'ready', and does not return to
 * its event loop until the pool ends. Kernels are linked by an instruction of the interpreter.
 */
{
  interface Start {
    /** The interpreter. */
    readonly module: WebAssembly.Module
    /** Size of the function table. */
    readonly tableSize: number
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
    const table = new WebAssembly.Table({ initial: start.tableSize, element: 'anyfunc' })
    const instantiate = (module: WebAssembly.Module) =>
      new WebAssembly.Instance(module, imports).exports
    const link = (address: number, bytes: number): void => {
      // Modules are not compiled from shared memory.
      const module = new WebAssembly.Module(new Uint8Array(memory.buffer, address, bytes).slice())
      for (const [name, value] of Object.entries(instantiate(module))) {
        if (/^p\d/.test(name)) table.set(Number(name.slice(1)), value)
      }
    }
    const imports = {
      env: { memory, table, link },
      Math: Math as unknown as WebAssembly.ModuleImports,
      performance: { now: () => performance.now() },
    }
    const exports = instantiate(start.module)
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
