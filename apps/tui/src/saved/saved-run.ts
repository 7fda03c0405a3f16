import { datasetNames } from '@handwritten/mnist-data'
import { decodeSafetensors, type SafetensorsFile } from '@handwritten/tensor'
import type { RunSettings } from '../settings/run-settings'
import { describeError, RunFailure } from '../training/failure'

const key = 'run'

/** What is kept of a run beside its numbers. */
export interface SavedRun extends RunSettings {
  /** Names of the classes in the order of the network's outputs. */
  readonly classes: readonly string[]
}

/** A saved run as text by name, for the metadata of a safetensors file. */
export function savedRunNotes(run: SavedRun): Record<string, string> {
  return { [key]: JSON.stringify(run) }
}

/** The run that the metadata of a safetensors file tell of, or null where they tell of none. */
export function savedRunOf(metadata: Readonly<Record<string, string>>): SavedRun | null {
  try {
    const run: unknown = JSON.parse(metadata[key] ?? 'null')
    return isSavedRun(run) ? { ...run, parts: run.parts ?? 1 } : null
  } catch {
    return null
  }
}

/** {@link savedRunOf} for the bytes of `file`. @throws RunFailure where it is no safetensors file */
export function readSavedRun(file: string, bytes: Uint8Array): SavedRun | null {
  return savedRunOf(decodeSaved(file, bytes).metadata)
}

/** The contents of a safetensors file. @throws RunFailure naming the file where it is none */
export function decodeSaved(file: string, bytes: Uint8Array): Required<SafetensorsFile> {
  try {
    return decodeSafetensors(bytes)
  } catch (error) {
    throw new RunFailure(
      'damaged',
      `${file} is no safetensors file, or a damaged one (${describeError(error).message})`,
    )
  }
}

/** Runs that were saved before there were parts have none. */
function isSavedRun(value: unknown): value is Omit<SavedRun, 'parts'> & { parts?: number } {
  if (!isRecord(value) || !isRecord(value.recipe)) return false
  const { recipe, seed, dataset, limit, classes, parts } = value
  return (
    typeof recipe.name === 'string' &&
    isList(recipe.sizes, isCount) &&
    [recipe.batchSize, recipe.epochs].every(isCount) &&
    typeof recipe.learningRate === 'number' &&
    isRecord(recipe.optimizer) &&
    isRecord(recipe.schedule) &&
    Number.isSafeInteger(seed) &&
    (datasetNames as readonly unknown[]).includes(dataset) &&
    (limit === null || isCount(limit)) &&
    (parts === undefined || isCount(parts)) &&
    isList(classes, (name) => typeof name === 'string')
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isList(value: unknown, holds: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(holds)
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0
}
