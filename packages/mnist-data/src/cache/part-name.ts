import { requireBuiltin } from '../source/node'

/**
 * Unfinished downloads are named `<file>.<owner>.<random>.part`, so that no two processes write to
 * one file, and one that was left behind can be told from one that is being written.
 */
const OWNERLESS = 'free'

/** A new name for a part of `file` that this process writes. */
export function ownedPartName(file: string): string {
  return partName(file, `${host()}-${process.pid}`)
}

/** A new name for a part of `file` that anyone may take up. */
export function freePartName(file: string): string {
  return partName(file, OWNERLESS)
}

/** Whether `name` is a part of `file` whose owner has gone. */
export function isAbandonedPart(name: string, file: string): boolean {
  const fields = name.startsWith(`${file}.`) ? name.slice(file.length + 1).split('.') : []
  const [owner, , extension] = fields
  if (fields.length !== 3 || extension !== 'part') return false
  if (owner === OWNERLESS) return true
  const [, ownerHost, pid] = /^(.*)-(\d+)$/.exec(owner) ?? []
  return ownerHost === host() && !isRunning(Number(pid))
}

function partName(file: string, owner: string): string {
  const random = Math.floor(Math.random() * 2 ** 32).toString(16)
  return `${file}.${owner}.${random}.part`
}

function host(): string {
  const { hostname } = requireBuiltin('node:os', 'the cache')
  return hostname().replace(/[^A-Za-z0-9-]/g, '_')
}

/** Signal 0 only asks; a process of another user answers with EPERM. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
