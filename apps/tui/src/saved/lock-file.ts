import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { RunFailure } from '../training/failure'

/** The process that holds a lock. */
interface Holder {
  readonly pid: number
  readonly host: string
  /** When the process started, as the system counts; null where that cannot be read. */
  readonly started: string | null
}

/**
 * Makes this process the only one that writes what `lock` stands for, a run folder or a log. A lock
 * that a killed process has left is taken over. Nothing happens where this process has it already.
 *
 * @param what how a message calls it
 * @throws RunFailure when another process has it; the error of the system when it cannot be written
 */
export function takeLock(lock: string, what: string): void {
  const own = JSON.stringify(holderOf(process.pid))
  const draft = `${lock}.${process.pid}.${randomUUID()}`
  writeFileSync(draft, own, { flag: 'wx' })
  try {
    for (;;) {
      if (linked(draft, lock)) return
      const text = textOf(lock)
      if (text === null) continue
      if (text === own) return
      const holder = parse(text)
      if (holder !== null && isAlive(holder)) throw inUse(holder, what)
      discard(lock, text)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Gives up a lock that this process has; another's stays. */
export function releaseLock(lock: string): void {
  if (textOf(lock) === JSON.stringify(holderOf(process.pid))) rmSync(lock, { force: true })
}

/** A second name for the draft, which the system refuses where the name exists: whole, or not there. */
function linked(draft: string, lock: string): boolean {
  try {
    linkSync(draft, lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes a lock whose holder has gone, but not one that another process has put in its place since it
 * was read.
 */
function discard(lock: string, stale: string): void {
  const aside = `${lock}.${process.pid}.${randomUUID()}`
  try {
    renameSync(lock, aside)
  } catch {
    return // another process was faster
  }
  if (textOf(aside) !== stale) linked(aside, lock)
  rmSync(aside, { force: true })
}

function inUse({ pid, host }: Holder, what: string): RunFailure {
  const where = host === hostname() ? '' : ` on ${host}`
  return new RunFailure(
    'in-use',
    `${what} is being written by process ${pid}${where}; wait until it ends, or choose another path`,
  )
}

/** A process of another machine, on a shared disk, cannot be asked: it counts as alive. */
function isAlive({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  // A process that has ended keeps its number until its parent asks how; later another one may have it.
  return !hasEnded(pid) && started === startOf(pid)
}

function holderOf(pid: number): Holder {
  return { pid, host: hostname(), started: startOf(pid) }
}

/** Clock ticks from boot to the start of the process, field 22 of its status. */
function startOf(pid: number): string | null {
  return statusOf(pid)[22] ?? null
}

/** Whether the process is a zombie (Z) or being removed (X), by field 3 of its status. */
function hasEnded(pid: number): boolean {
  return ['Z', 'X'].includes(statusOf(pid)[3] ?? '')
}

/** The fields of /proc/PID/stat from the third on, by their numbers in proc(5); none on other systems. */
function statusOf(pid: number): readonly (string | undefined)[] {
  const stat = textOf(`/proc/${pid}/stat`)
  if (stat === null) return []
  return [undefined, undefined, undefined, ...stat.slice(stat.lastIndexOf(')') + 2).split(' ')]
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function parse(text: string): Holder | null {
  try {
    const { pid, host, started } = JSON.parse(text) as Partial<Holder>
    return Number.isSafeInteger(pid) && typeof host === 'string'
      ? { pid: pid!, host, started: started ?? null }
      : null
  } catch {
    return null
  }
}
