import { readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { fileProblem } from '../../saved/file-problem'
import type { OpenedPicture } from './view'

/** Larger files are no pictures of a digit. */
const largest = 64 * 2 ** 20

/** Reads a picture's file, or tells in a line why it cannot be read. A leading `~` is the home folder. */
export async function openPicture(path: string): Promise<OpenedPicture | string> {
  const file = /^~(\/|$)/.test(path) ? join(homedir(), path.slice(1)) : path
  try {
    const { size } = await stat(file)
    if (size > largest) return `${path} is too large for a picture of a digit`
    return { name: basename(file), bytes: await readFile(file) }
  } catch (error) {
    return `${path} cannot be read: ${fileProblem(error)}`
  }
}
