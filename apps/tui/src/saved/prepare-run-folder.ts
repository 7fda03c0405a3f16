import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { RunFailure } from '../training/failure'
import { fileProblem } from './file-problem'
import { checkpointPath } from './run-folder'

/**
 * Creates `folder` if it is missing, checks that it can be written, and removes the incomplete files of
 * a run that was killed while saving.
 * @param resume whether the run in it is resumed
 * @throws RunFailure if it cannot be written, already contains a run, or has no run to resume
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
    for (const name of readdirSync(folder))
      if (name.startsWith(basename(file)) && name.endsWith('.unfinished'))
        rmSync(join(folder, name))
    const trial = `${file}.${process.pid}.unfinished`
    writeFileSync(trial, 'a trial')
    rmSync(trial)
  } catch (error) {
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
