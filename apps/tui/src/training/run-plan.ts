import { prepareRunFolder } from '../saved/prepare-run-folder'
import { readRunFile } from '../saved/read-run-file'
import { decodeSaved, savedRunOf } from '../saved/saved-run'
import { continuedSettings, type RunSettings, settingsOf } from '../settings/run-settings'
import { RunFailure } from './failure'
import type { WorkerInput } from './protocol'

/** The settings of a run, and the checkpoint that it resumes, if any. */
export interface RunPlan {
  readonly settings: RunSettings
  readonly checkpoint: Uint8Array | null
}

/**
 * Determines the settings of a run and prepares its folder.
 * @param ranks processes that train together
 * @throws RunFailure if the folder cannot be written, or there is no run to resume
 */
export function planRun(input: WorkerInput, ranks = 1): RunPlan {
  const { save, resume = false } = input
  if (save === undefined) return { settings: settingsOf(input, ranks), checkpoint: null }
  prepareRunFolder(save, resume)
  if (!resume) return { settings: settingsOf(input, ranks), checkpoint: null }
  const { file, bytes } = readRunFile(save)
  const { metadata } = decodeSaved(file, bytes)
  const saved = savedRunOf(metadata)
  if (saved === null)
    throw new RunFailure('wrong-use', `${file} contains weights but no run to resume`)
  return { settings: continuedSettings(saved, input), checkpoint: bytes }
}
