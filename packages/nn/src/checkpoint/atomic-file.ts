import { FileError } from '../errors'
import { messageOf } from './message-of'

type Path = typeof import('node:path')
type FileSystem = typeof import('node:fs/promises')

const UNFINISHED = '.unfinished'

/** Node's own modules without an import, which a bundler for browsers would trip over. */
function builtin<T>(name: 'node:path' | 'node:fs/promises'): T {
  if (typeof process === 'undefined' || !process.getBuiltinModule) {
    throw new FileError(
      'files can be written and read in Node only; elsewhere use the bytes themselves',
    )
  }
  return process.getBuiltinModule(name) as T
}

/**
 * Writes a file so that whoever reads it, after a crash too, finds the old bytes or the new ones and
 * never a part: into a file beside it, flushed to the disk, then renamed over it, then the folder is
 * flushed, which holds the name.
 * @throws FileError when that cannot be done; the old file is then still there
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const { open, rename, rm } = builtin<FileSystem>('node:fs/promises')
  const { dirname } = builtin<Path>('node:path')
  const unfinished = `${path}.${process.pid}.${crypto.randomUUID()}${UNFINISHED}`
  try {
    await removeLeftovers(path)
    // Fails if the name exists: a symbolic link planted under it is not followed.
    const file = await open(unfinished, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
    await flushFolder(dirname(path))
  } catch (cause) {
    await rm(unfinished, { force: true }).catch(() => {})
    throw new FileError(`${path} cannot be written: ${messageOf(cause)}`, { cause })
  }
}

/** Removes what processes that were killed while they wrote have left beside the file. */
async function removeLeftovers(path: string): Promise<void> {
  const { readdir, rm } = builtin<FileSystem>('node:fs/promises')
  const { basename, dirname, join } = builtin<Path>('node:path')
  const start = `${basename(path)}.`
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(start) || !name.endsWith(UNFINISHED)) continue
    const writer = Number(name.slice(start.length).split('.')[0])
    if (!isRunning(writer)) await rm(join(dirname(path), name), { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of another user may not be signalled, but is there.
    return (error as { code?: string }).code === 'EPERM'
  }
}

/** @throws FileError when there is no such file, or it may not be read */
export async function readFile(path: string): Promise<Uint8Array> {
  try {
    return await builtin<FileSystem>('node:fs/promises').readFile(path)
  } catch (cause) {
    if (cause instanceof FileError) throw cause
    throw new FileError(`${path} cannot be read: ${messageOf(cause)}`, { cause })
  }
}

/** Windows does not open folders; there the rename itself has to do. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await builtin<FileSystem>('node:fs/promises').open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
