import {
  closeSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { RunFailure } from '../training/failure'
import { fileProblem } from './file-problem'
import { removeUnfinished, unfinishedName } from './unfinished'

/**
 * Writes a file whole or not at all, over one that is there. What is no file, such as a pipe, is
 * written to directly.
 * @throws RunFailure where that cannot be done
 */
export function writeFile(path: string, content: Uint8Array | string): void {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found !== undefined && !found.isFile()) writeFileSync(path, content)
    else writeBeside(path, content)
  } catch (error) {
    throw new RunFailure('unwritable', `${path} cannot be written: ${fileProblem(error)}`)
  }
}

function writeBeside(path: string, content: Uint8Array | string): void {
  removeUnfinished(path)
  const unfinished = unfinishedName(path)
  try {
    const descriptor = openSync(unfinished, 'wx')
    try {
      writeFileSync(descriptor, content)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}
