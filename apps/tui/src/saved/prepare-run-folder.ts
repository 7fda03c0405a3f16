import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { RunFailure } from '../training/failure'
import { fileProblem } from './file-problem'
import { checkpointPath } from './run-folder'

/**
 * Makes sure that a run can be saved in `folder`, which is made where it is missing, and removes what
 * a run that was killed while it saved has left there.
 * @param resume whether the run in it is to be gone on with
 * @throws RunFailure where it cannot be written, holds a run already, or none to go on with
 */
export function prepareRunFolder(folder: string, resume: boolean): void {
  const file = checkpointPath(folder)
  const holdsRun = existsSync(file)
  if (resume && !holdsRun)
    throw new RunFailure(
      'wrong-use',
      `there is no run to go on with in ${folder} (no ${basename(file)}); leave --resume out to start one`,
    )
  if (!resume && holdsRun)
    throw new RunFailure(
      'wrong-use',
      `${folder} holds a run already; add --resume to go on with it, or give another folder`,
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

// Node's own recursive mkdir never ends where a folder that is there takes no others, as in /proc.
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  const parent = dirname(folder)
  if (!existsSync(parent)) makeFolder(parent)
  mkdirSync(folder)
}
