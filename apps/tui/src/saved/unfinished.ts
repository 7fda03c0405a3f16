import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const extension = '.unfinished'

/** A new name beside `path` for a file that takes its place when it is whole. */
export function unfinishedName(path: string): string {
  return `${path}.${process.pid}.${randomUUID()}${extension}`
}

/** Removes the unfinished files of `path` whose writers no longer run. */
export function removeUnfinished(path: string): void {
  const start = `${basename(path)}.`
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(start) || !name.endsWith(extension)) continue
    const writer = Number(name.slice(start.length).split('.')[0])
    if (!isRunning(writer)) rmSync(join(dirname(path), name), { force: true })
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of another user cannot be signalled, but exists.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
