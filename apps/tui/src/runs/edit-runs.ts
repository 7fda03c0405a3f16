import { existsSync } from 'node:fs'
import { rename, rmdir, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileProblem } from '../saved/file-problem'
import { checkpointPath } from '../saved/run-folder'

/**
 * Deletes a run by the path of its log: the log and checkpoint of a saved run, and its folder if that
 * is empty then, or else the log alone.
 * @returns what was done, or why it could not be done
 */
export async function deleteRun(log: string): Promise<EditResult> {
  const folder = folderOf(log)
  try {
    await unlink(log)
    if (folder !== null) {
      await unlink(checkpointPath(folder)).catch(ignoreMissing)
      // A folder with other files in it stays.
      await rmdir(folder).catch(() => {})
    }
    return { isDone: true, text: `deleted ${folder ?? log}` }
  } catch (error) {
    return { isDone: false, text: `${folder ?? log} cannot be deleted: ${fileProblem(error)}` }
  }
}

/**
 * Renames the folder of a saved run, or else the log.
 * @param name the new name without a path
 */
export async function renameRun(log: string, name: string): Promise<EditResult> {
  const folder = folderOf(log)
  const from = folder ?? log
  const to = join(dirname(from), folder === null ? `${name}.jsonl` : name)
  if (basename(name) !== name || name.startsWith('.'))
    return { isDone: false, text: `invalid name ${name}: expected a name without a path` }
  if (existsSync(to)) return { isDone: false, text: `${to} exists already; choose another name` }
  try {
    await rename(from, to)
    return { isDone: true, text: `renamed ${from} to ${to}` }
  } catch (error) {
    return { isDone: false, text: `${from} cannot be renamed: ${fileProblem(error)}` }
  }
}

export interface EditResult {
  readonly isDone: boolean
  /** What was done, or why it could not be done. */
  readonly text: string
}

/** The folder of a saved run, or null where the log stands alone. */
function folderOf(log: string): string | null {
  return basename(log) === 'log.jsonl' && dirname(log) !== '.' ? dirname(log) : null
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
