import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { TrainRequest } from '../tasks/train/request'
import type { Training } from '../training/client'
import { RunFailure } from '../training/failure'
import type { RunEvent } from '../training/protocol'
import { launcherCommand } from './launcher-command'
import { lostRank } from './lost-rank'
import { decodeMessage, encodeMessage } from './messages'
import type { RankProcess } from './rank-process'
import { relayEnvironment } from './relay'

type Child = ChildProcessByStdio<Writable, Readable, Readable>

/** Milliseconds that ranks have to end by themselves, and then to obey SIGTERM. */
const patience = 5000

/** Characters that are kept of what launcher and ranks write beside the events. */
const kept = 16_384

/**
 * Starts a run on several ranks of this machine, as a child process of an MPI launcher. It is used
 * as a run on a thread is: rank 0 relays its events, and takes commands.
 * @throws RunFailure when there is no launcher
 */
export function startRanks(
  request: TrainRequest,
  ranks: number,
  take: (event: RunEvent) => void,
): Training {
  const child = spawnRanks(request, ranks)
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve))
  const state = { isRunning: true, processes: [] as readonly RankProcess[], text: '' }
  const note = (text: string): void => {
    state.text = (state.text + text).slice(-kept)
  }
  const failure = new Promise<never>((_, reject) => {
    const fail = (code: string, message: string): void => {
      if (state.isRunning) reject(new RunFailure(code, message))
      state.isRunning = false
    }
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = decodeMessage<RunEvent>(line.trimEnd())
      if (event === null) return note(`${line}\n`)
      if (event.type === 'start') state.processes = event.processes ?? []
      take(event)
      if (event.type === 'failed') fail(event.code, event.message)
      if (event.type === 'end') state.isRunning = false
    })
    child.on('error', (error) => fail('no-launcher', `the launcher failed: ${error.message}`))
    void exited.then((code) => fail('rank-lost', reasonOf(state.text, state.processes, code)))
  })
  failure.catch(() => {})
  child.stderr.setEncoding('utf8').on('data', note)
  child.stdin.on('error', () => {})
  return {
    send: (control) => child.stdin.write(`${encodeMessage(control)}\n`),
    failure,
    async end() {
      state.isRunning = false
      child.stdin.end()
      await endOf(child, exited)
    },
  }
}

function spawnRanks(request: TrainRequest, ranks: number): Child {
  const { command, args, environment } = launcherCommand(ranks)
  const { ranks: _, ...options } = request.options
  const env = { ...process.env, ...environment, ...relayEnvironment({ ...request, options }) }
  // In a process group of its own: Ctrl-C reaches this program, which lets the ranks save first.
  const detached = process.platform !== 'win32'
  return spawn(command, [...args, process.execPath, ...process.execArgv, process.argv[1]!], {
    env,
    detached,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** Waits for the end of the launcher, and brings it about where it does not come. */
async function endOf(child: Child, exited: Promise<unknown>): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const timer = setTimeout(() => child.kill(signal), patience)
    const isOver = await Promise.race([
      exited.then(() => true),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), patience + 100).unref()),
    ])
    clearTimeout(timer)
    if (isOver) return
  }
}

function reasonOf(text: string, processes: readonly RankProcess[], code: number | null): string {
  const lost = lostRank(text, processes)
  if (lost !== null) return `${lost}; the launcher has ended the other ranks`
  const own = text.split('\n').find((line) => line.startsWith('handwritten: '))
  if (own !== undefined) return own.slice('handwritten: '.length)
  const last = text.trim().split('\n').at(-1)
  return `the ranks ended before the run did (exit code ${code})${last ? `: ${last}` : ''}`
}
