import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'

/**
 * The path with what all files and folders that begin with it have in common; a folder ends in `/`.
 * Returns the path itself where nothing begins with it. A leading `~` is the home folder.
 */
export async function completePath(path: string): Promise<string> {
  const slash = path.lastIndexOf('/') + 1
  const [folder, start] = [path.slice(0, slash), path.slice(slash)]
  const place = folder === '' ? '.' : folder.replace(/^~(?=\/)/, homedir())
  const entries = await readdir(place, { withFileTypes: true }).catch(() => [])
  const names = entries
    .filter(({ name }) => name.startsWith(start) && (start !== '' || !name.startsWith('.')))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
  const [first] = names
  if (first === undefined) return path
  return folder + names.reduce(commonStart, first)
}

function commonStart(a: string, b: string): string {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return a.slice(0, length)
}
