/**
 * Resolves after the event loop has turned once, so that messages and signals have been served.
 * A timer would cost a millisecond or more each time; these do not.
 */
function turnEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve)
      return
    }
    const { port1, port2 } = new MessageChannel()
    const done = () => {
      port1.close()
      resolve()
    }
    port1.addEventListener('message', done, { once: true })
    port1.start()
    port2.postMessage(null)
  })
}

/** How long work may hold the event loop, in milliseconds. */
const SLICE = 10

/**
 * Cuts long work into slices: awaited between its pieces, it lets the event loop turn when a slice is
 * over. One for the whole work, since pieces that are short by themselves add up.
 */
export class Breather {
  #sliceEnd = performance.now() + SLICE

  async breathe(): Promise<void> {
    if (performance.now() < this.#sliceEnd) return
    await turnEventLoop()
    this.#sliceEnd = performance.now() + SLICE
  }
}
