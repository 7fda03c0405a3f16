import { PassThrough } from 'node:stream'
import xterm from '@xterm/headless'

/** A terminal of `columns` x `rows` that keeps its screen, with a keyboard to type on. */
export class FakeTerminal {
  readonly #terminal
  readonly stdout: NodeJS.WriteStream
  readonly stdin: NodeJS.ReadStream
  #written = ''

  constructor(columns: number, rows: number) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
    const stdout = new PassThrough()
    stdout.on('data', (data: Buffer) => {
      this.#written += data.toString()
      // A terminal's driver ends lines with a carriage return.
      this.#terminal.write(data.toString().replaceAll('\n', '\r\n'))
    })
    this.stdout = Object.assign(stdout, {
      isTTY: true,
      columns,
      rows,
    }) as unknown as NodeJS.WriteStream
    const input = { isTTY: true, setRawMode: () => {}, ref: () => {}, unref: () => {} }
    this.stdin = Object.assign(new PassThrough(), input) as unknown as NodeJS.ReadStream
  }

  type(keys: string): void {
    ;(this.stdin as unknown as PassThrough).write(keys)
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows)
    Object.assign(this.stdout, { columns, rows })
    this.stdout.emit('resize')
  }

  /** All bytes written so far. */
  get written(): string {
    return this.#written
  }

  /** The rows of the screen as a person sees them, once everything written is drawn. */
  async screen(): Promise<string[]> {
    await this.#drawn()
    const { active } = this.#terminal.buffer
    return Array.from(
      { length: this.#terminal.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    )
  }

  /** Whether the program's own screen covers the terminal's. */
  async isCovered(): Promise<boolean> {
    await this.#drawn()
    return this.#terminal.buffer.active.type === 'alternate'
  }

  #drawn(): Promise<void> {
    return new Promise((resolve) => this.#terminal.write('', resolve))
  }
}
