import { PassThrough } from 'node:stream'
import { SeenScreen } from './seen-screen'

/** A terminal of `columns` x `rows` that keeps its screen, with a keyboard to type on. */
export class FakeTerminal {
  readonly #screen: SeenScreen
  readonly stdout: NodeJS.WriteStream
  readonly stdin: NodeJS.ReadStream
  #written = ''

  constructor(columns: number, rows: number) {
    this.#screen = new SeenScreen(columns, rows)
    const stdout = new PassThrough()
    stdout.on('data', (data: Buffer) => {
      this.#written += data.toString()
      // A terminal's driver ends lines with a carriage return.
      this.#screen.write(data.toString().replaceAll('\n', '\r\n'))
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
    this.#screen.resize(columns, rows)
    Object.assign(this.stdout, { columns, rows })
    this.stdout.emit('resize')
  }

  /** All bytes written so far. */
  get written(): string {
    return this.#written
  }

  /** The rows of the screen as a person sees them, once everything written is drawn. */
  screen(): Promise<string[]> {
    return this.#screen.rows()
  }

  /** Whether the program's own screen covers the terminal's. */
  isCovered(): Promise<boolean> {
    return this.#screen.isCovered()
  }
}
