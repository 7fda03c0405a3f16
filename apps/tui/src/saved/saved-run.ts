import { datasetNames } from '@handwritten/mnist-data'
import { decodeWeights, parseRecipe, type StateDict } from '@handwritten/nn'
import type { SafetensorsFile, Tensor } from '@handwritten/tensor'
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

/** The weights of the network in a checkpoint. @throws CheckpointError if it is damaged */
export function storedWeights(checkpoint: Uint8Array): StateDict {
  return weightsIn(decodeWeights(checkpoint).tensors)
}

/** The weights of the network in a file of weights, or in a checkpoint beside the optimizer's values. */
export function weightsIn(tensors: Readonly<Record<string, Tensor>>): StateDict {
  const prefix = 'model.'
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(prefix))
  if (own.length === 0) return { ...tensors }
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]))
}

/**
 * The contents of a safetensors file; one that claims to be a checkpoint is verified.
 * @throws RunFailure naming the file if it is damaged, or not a safetensors file
 */
export function decodeSaved(file: string, bytes: Uint8Array): Required<SafetensorsFile> {
  try {
    return decodeWeights(bytes)
  } catch (error) {
    throw new RunFailure(
      'damaged',
      `${file} is not a safetensors file, or is damaged (${describeError(error).message})`,
    )
  }
}

/** Runs that were saved before there were parts have none. */
function isSavedRun(value: unknown): value is Omit<SavedRun, 'parts'> & { parts?: number } {
  if (!isRecord(value)) return false
  const { recipe, seed, dataset, limit, classes, parts } = value
  parseRecipe(recipe)
  return (
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
