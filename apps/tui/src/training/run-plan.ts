import { prepareRunFolder } from '../saved/prepare-run-folder'
import { readRunFile } from '../saved/read-run-file'
import { readSavedRun } from '../saved/saved-run'
import { continuedSettings, type RunSettings, settingsOf } from '../settings/run-settings'
import { RunFailure } from './failure'
import type { WorkerInput } from './protocol'

/** What is to be run, and the checkpoint that it goes on from, if any. */
export interface RunPlan {
  readonly settings: RunSettings
  readonly checkpoint: Uint8Array | null
}

/**
 * Finds out what is to be run, and makes sure of the folder that it is to be saved in.
 * @throws RunFailure where that cannot be written, or there is no such run to go on with
 */
export function planRun(input: WorkerInput): RunPlan {
  const { save, resume = false } = input
  if (save === undefined) return { settings: settingsOf(input), checkpoint: null }
  prepareRunFolder(save, resume)
  if (!resume) return { settings: settingsOf(input), checkpoint: null }
  const { file, bytes } = readRunFile(save)
  const saved = readSavedRun(file, bytes)
  if (saved === null)
    throw new RunFailure('wrong-use', `${file} holds weights, but no run to go on with`)
  return { settings: continuedSettings(saved, input), checkpoint: bytes }
}
