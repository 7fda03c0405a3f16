import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { BenchError } from '../errors.ts'

export interface Command {
  readonly program: string
  readonly args: readonly string[]
  /** Added to this process's own environment. */
  readonly environment: Readonly<Record<string, string>>
}

/** A long-lived process that answers every line of JSON with one line of JSON. */
export class Child {
  readonly #name: string
  readonly #process: ChildProcess
  readonly #replies: AsyncIterator<string>
  #complaint = ''

  constructor(name: string, { program, args, environment }: Command) {
    this.#name = name
    this.#process = spawn(program, args, {
      env: { ...process.env, ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.#process.stdin!.on('error', () => {})
    this.#process.on('error', (error) => {
      this.#complaint += error.message
    })
    this.#process.stderr!.on('data', (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString()).slice(-2000)
    })
    this.#replies = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]()
  }

  /** Sends a request and waits for its reply; throws `peer` when the process ends or refuses. */
  async ask<Reply>(request: object): Promise<Reply> {
    this.#process.stdin!.write(`${JSON.stringify(request)}\n`)
    const line = await this.#replies.next()
    if (line.done) throw this.#failure(`ended without an answer: ${lastLine(this.#complaint)}`)
    const reply = parse(line.value)
    if (reply === undefined) throw this.#failure(`expected a line of JSON, found ${line.value}`)
    if ('error' in reply) throw this.#failure(String(reply.error))
    return reply as Reply
  }

  /** Closes its input and waits for its end. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const ended = new Promise((resolve) => this.#process.once('close', resolve))
    this.#process.stdin!.end()
    await ended
  }

  #failure(reason: string): BenchError {
    return new BenchError('peer', `${this.#name}: ${reason}`)
  }
}

function parse(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) || 'it said nothing'
}
