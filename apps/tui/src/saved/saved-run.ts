import { decodeWeights, OptionError, parseRecipe, type StateDict } from '@handwritten/nn'
import type { SafetensorsFile, Tensor } from '@handwritten/tensor'
import type { RunSettings } from '../settings/run-settings'
import { describeError, RunFailure } from '../training/failure'
import { mnistNormalization, type Normalization } from '../training/normalization'

const key = 'run'

/** The settings of a saved run, and what else its network is used with. */
export interface SavedRun extends RunSettings {
  /** Names of the classes in the order of the network's outputs. */
  readonly classes: readonly string[]
  readonly normalization: Normalization
}

/** A saved run as text by name, for the metadata of a safetensors file. */
export function savedRunNotes(run: SavedRun): Record<string, string> {
  return { [key]: JSON.stringify(run) }
}

/** The run in the metadata of a safetensors file, or null if there is none or it is invalid. */
export function savedRunOf(metadata: Readonly<Record<string, string>>): SavedRun | null {
  try {
    const run: unknown = JSON.parse(metadata[key] ?? 'null')
    return isRecord(run) ? checkedRun(run) : null
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof OptionError) return null
    throw error
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

/** The fields of a run, where files of earlier versions lack some; null if one is invalid. */
function checkedRun(run: Readonly<Record<string, unknown>>): SavedRun | null {
  const { seed, dataset, limit, classes, imageSize, validation, earlyStopping, keepBest } = run
  const { normalize = 'mnist', normalization = mnistNormalization, parts = 1 } = run
  const isSound =
    Number.isSafeInteger(seed) &&
    typeof dataset === 'string' &&
    (limit === null || isCount(limit)) &&
    isParts(parts) &&
    isList(classes, (name) => typeof name === 'string') &&
    (normalize === 'auto' || normalize === 'mnist' || normalize === 'none') &&
    isNormalization(normalization) &&
    (imageSize === undefined || (isList(imageSize, isCount) && imageSize.length === 2)) &&
    (validation === undefined || typeof validation === 'number') &&
    (earlyStopping === undefined || isCount(earlyStopping)) &&
    (keepBest === undefined || typeof keepBest === 'boolean')
  if (!isSound) return null
  const recipe = parseRecipe(run.recipe)
  return { ...(run as unknown as SavedRun), recipe, normalize, normalization, parts }
}

function isParts(value: unknown): value is number {
  return isCount(value)
}

function isNormalization(value: unknown): value is Normalization {
  return isRecord(value) && Number.isFinite(value.mean) && Number(value.std) > 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isList(value: unknown, holds: (item: unknown) => boolean): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0 && value.every(holds)
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0
}
