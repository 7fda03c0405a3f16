import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { SeenScreen } from './seen-screen'

/** A shell command on a pseudo-terminal of its own, made by `script`, with the screen it draws. */
export class PseudoTerminal {
  readonly #screen: SeenScreen
  readonly #child: ChildProcessWithoutNullStreams
  /** Resolves when the command and every process that it started have ended. */
  readonly ended: Promise<void>
  #output = ''

  constructor(
    command: string,
    options: { columns: number; rows: number; env?: Record<string, string> },
  ) {
    const { columns, rows, env = {} } = options
    this.#screen = new SeenScreen(columns, rows)
    const sized = `stty cols ${columns} rows ${rows}; echo "tty $(tty)"; ${command}`
    const args =
      process.platform === 'darwin'
        ? ['-q', '/dev/null', 'sh', '-c', sized]
        : ['-qfec', sized, '/dev/null']
    this.#child = spawn('script', args, {
      env: { ...cleanEnvironment(), ...env },
      // Every process of the terminal inherits the last pipe, so `close` waits for all of them.
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    }) as ChildProcessWithoutNullStreams
    ;(this.#child.stdio[3] as Readable).resume()
    this.#child.stdout.on('data', (data: Buffer) => {
      this.#output += data.toString()
      this.#screen.write(data)
    })
    this.ended = new Promise((resolve) => {
      this.#child.on('close', () => resolve())
    })
  }

  type(keys: string): void {
    this.#child.stdin.write(keys)
  }

  /** Changes the terminal's size, as a window manager would. */
  resize(columns: number, rows: number): void {
    const tty = /tty (\S+)/.exec(this.#output)?.[1] ?? ''
    const flag = process.platform === 'darwin' ? '-f' : '-F'
    this.#screen.resize(columns, rows)
    execFileSync('stty', [flag, tty, 'cols', String(columns), 'rows', String(rows)])
  }

  /** All bytes written so far. */
  get output(): string {
    return this.#output
  }

  /** The rows of the screen as a person sees them, once everything written is drawn. */
  screen(): Promise<string[]> {
    return this.#screen.rows()
  }

  /** Whether a program's own screen covers the terminal's. */
  isCovered(): Promise<boolean> {
    return this.#screen.isCovered()
  }

  /** Closes the terminal and waits for its processes to end. */
  async close(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.ended
  }
}

// A person's terminal, whatever the one that the tests run in.
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, NODE_ENV: ____, ...rest } = process.env
  const locale = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }
  // No history and no preferences are read or written.
  const files = { HISTFILE: '', XDG_CONFIG_HOME: '/dev/null' }
  return { ...rest, ...locale, ...files, TERM: 'xterm-256color' }
}
