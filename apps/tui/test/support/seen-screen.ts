import xterm from '@xterm/headless'

/** What a terminal of `columns` x `rows` shows of the bytes that are written to it. */
export class SeenScreen {
  readonly #terminal

  constructor(columns: number, rows: number) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  }

  write(data: string | Uint8Array): void {
    this.#terminal.write(data)
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows)
  }

  /** The rows as a person sees them, once everything written is drawn. */
  async rows(): Promise<string[]> {
    await this.#drawn()
    const { active } = this.#terminal.buffer
    return Array.from(
      { length: this.#terminal.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    )
  }

  /** Whether a program's own screen covers the terminal's. */
  async isCovered(): Promise<boolean> {
    await this.#drawn()
    return this.#terminal.buffer.active.type === 'alternate'
  }

  #drawn(): Promise<void> {
    return new Promise((resolve) => this.#terminal.write('', resolve))
  }
}
