import { requireBuiltin } from '../source/node'

/** For the user alone, as the XDG specification wants it. */
const PRIVATE = { mode: 0o700 }

/**
 * Makes a folder and those above it, unless they are there. Node's own recursive mkdir never ends
 * where a folder that is there takes no others, as in /proc.
 */
export async function makeFolder(folder: string): Promise<void> {
  const { mkdir } = requireBuiltin('node:fs', 'the cache').promises
  const { dirname } = requireBuiltin('node:path', 'the cache')
  const isMissingParent = await mkdir(folder, PRIVATE).then(() => false, isNotThere)
  if (!isMissingParent || dirname(folder) === folder) return
  await makeFolder(dirname(folder))
  await mkdir(folder, PRIVATE).catch(ignoreExisting)
}

function isNotThere(error: NodeJS.ErrnoException): boolean {
  if (error.code === 'ENOENT') return true
  ignoreExisting(error)
  return false
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
