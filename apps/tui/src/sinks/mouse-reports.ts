/** Presses, releases, the wheel, and motion while a button is held (1002), as text of any length (1006). */
const on = '\u001b[?1002h\u001b[?1006h'
const off = '\u001b[?1006l\u001b[?1002l'

/**
 * Has the terminal report its mouse, and ends the reports also where the process ends in a way that
 * nothing else handles. Ink does not support the mouse.
 */
export class MouseReports {
  readonly #stdout: NodeJS.WriteStream
  #listener: ((isOn: boolean) => void) | null = null

  constructor(stdout: NodeJS.WriteStream) {
    this.#stdout = stdout
  }

  /** Begins the reports; returns a function that ends them. `listener` hears of both, and of pauses. */
  start(listener: (isOn: boolean) => void): () => void {
    this.#listener = listener
    process.once('exit', this.close)
    this.#set(true)
    return this.close
  }

  /** Ends the reports while another program uses the terminal. */
  async without(action: () => Promise<void>): Promise<void> {
    this.#set(false)
    try {
      await action()
    } finally {
      this.#set(true)
    }
  }

  readonly close = (): void => {
    process.off('exit', this.close)
    this.#set(false)
    this.#listener = null
  }

  #set(isOn: boolean): void {
    if (this.#listener === null) return
    this.#listener(isOn)
    this.#stdout.write(isOn ? on : off)
  }
}
