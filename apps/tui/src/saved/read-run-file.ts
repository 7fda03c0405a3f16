import { readFileSync, statSync } from 'node:fs'
import { RunFailure } from '../training/failure'
import { fileProblem } from './file-problem'
import { checkpointPath } from './run-folder'

/** The bytes of a saved run, and the file they are from: `path` itself or, of a folder, its checkpoint. */
export function readRunFile(path: string): { readonly file: string; readonly bytes: Uint8Array } {
  let file = path
  try {
    if (isFolder(path)) file = checkpointPath(path)
    return { file, bytes: readFileSync(file) }
  } catch (error) {
    throw new RunFailure('unreadable', `${file} cannot be read: ${fileProblem(error)}`)
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
