import { existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { RunFailure } from '../training/failure'
import { fileProblem } from './file-problem'
import { takeLock } from './lock-file'
import { checkpointPath, lockPath } from './run-folder'
import { removeUnfinished } from './unfinished'

/**
 * Creates `folder` if it is missing, locks it for this process, and removes the incomplete files of
 * runs that were killed while saving. `releaseLock(lockPath(folder))` unlocks it.
 * @param resume whether the run in it is resumed
 * @throws RunFailure if it cannot be written, is in use by another process, already contains a run, or
 *   has no run to resume
 */
export function prepareRunFolder(folder: string, resume: boolean): void {
  const file = checkpointPath(folder)
  const holdsRun = existsSync(file)
  if (resume && !holdsRun)
    throw new RunFailure(
      'wrong-use',
      `no run to resume in ${folder} (${basename(file)} is missing); omit --resume to start a new run`,
    )
  if (!resume && holdsRun)
    throw new RunFailure(
      'wrong-use',
      `${folder} already contains a run; add --resume to resume it, or choose another folder`,
    )
  try {
    makeFolder(folder)
    takeLock(lockPath(folder), folder)
    removeUnfinished(file)
  } catch (error) {
    if (error instanceof RunFailure) throw error
    throw new RunFailure('unwritable', `${folder} cannot be written: ${fileProblem(error)}`)
  }
}

// Node's recursive mkdir never returns where an existing folder accepts no entries, as in /proc.
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  const parent = dirname(folder)
  if (!existsSync(parent)) makeFolder(parent)
  mkdirSync(folder)
}
