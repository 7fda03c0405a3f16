/** Presses, releases and motion while a button is held (1002), as text of any length (1006). */
const on = '\u001b[?1002h\u001b[?1006h'
const off = '\u001b[?1006l\u001b[?1002l'

/**
 * Has the terminal report its mouse while that is wanted, and leaves no terminal reporting: also
 * where the process ends in a way that nobody has thought of.
 */
export class MouseReports {
  readonly #stdout: NodeJS.WriteStream
  #isOn = false

  constructor(stdout: NodeJS.WriteStream) {
    this.#stdout = stdout
    process.once('exit', this.#end)
  }

  set(isOn: boolean): void {
    if (isOn === this.#isOn) return
    this.#isOn = isOn
    this.#stdout.write(isOn ? on : off)
  }

  /** Lets the terminal be used by another program meanwhile. */
  async without<T>(action: () => Promise<T>): Promise<T> {
    const wasOn = this.#isOn
    this.set(false)
    try {
      return await action()
    } finally {
      this.set(wasOn)
    }
  }

  close(): void {
    process.off('exit', this.#end)
    this.set(false)
  }

  readonly #end = (): void => this.set(false)
}
