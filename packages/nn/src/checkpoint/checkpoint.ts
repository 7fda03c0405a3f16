import type { GeneratorState } from '@handwritten/tensor'
import { NetworkError, StateError, TrainerError } from '../errors'
import { distinct } from '../module-tree'
import { withoutPrefix, withPrefix } from '../prefix'
import type { AnyTrainer } from '../trainer/trainer'
import { readFile, writeFileAtomically } from './atomic-file'
import { generatorsOf } from './generators'
import { toJson } from './json'
import { generatorsNote, loaderNote, progressNote } from './notes'
import { decodeSealed, encodeSealed } from './sealed-file'

/**
 * All that a run needs to go on as if it had never been interrupted, as the bytes of a safetensors
 * file: weights, the optimizer's running values, the generators of the layers, the loader's place,
 * the rates and the history. It may be taken at any time outside a step, also while the run is evaluated.
 * @param notes text to keep in the file's metadata beside them
 * @throws TrainerError when the loader cannot tell its place
 */
export function encodeCheckpoint(
  trainer: AnyTrainer,
  notes: Readonly<Record<string, string>> = {},
): Uint8Array {
  const { model, optimizer } = trainer.options
  const cursor = trainer.trainCursor
  if (!cursor.stateDict) throw new TrainerError('checkpoint: this loader has no stateDict()')
  const generators = generatorsOf(model).map(([name, { state }]) => [name, state])
  const metadata = {
    ...notes,
    progress: toJson(trainer.progress),
    loader: toJson(cursor.stateDict()),
    generators: toJson(Object.fromEntries(generators)),
  }
  return trainer.finalWeights.withLearned(() =>
    encodeSealed({
      tensors: {
        ...withPrefix('model.', Object.fromEntries(distinct(Object.entries(model.stateDict())))),
        ...withPrefix('optimizer.', optimizer.stateDict()),
        ...trainer.finalWeights.stateDict(),
      },
      metadata,
    }),
  )
}

/**
 * Puts a new trainer, made of a model, an optimizer and data like those of the one that was saved,
 * where that one was; `fit` then gives the rest of its events. A trainer for which this throws must
 * not be used.
 * @throws CheckpointError when the bytes are damaged, no checkpoint, or one of a newer version, or when a note in them
 * is none that a trainer writes
 * @throws StateError when it is one of another network, optimizer or loader
 * @throws TrainerError when the trainer has begun already, or its loader cannot take a place
 */
export function restoreCheckpoint(trainer: AnyTrainer, bytes: Uint8Array): void {
  const { tensors, metadata } = decodeSealed(bytes)
  const { model, optimizer } = trainer.options
  const cursor = trainer.trainCursor
  if (!cursor.loadStateDict)
    throw new TrainerError('checkpoint: this loader has no loadStateDict()')
  const states = generatorsNote(metadata)
  const place = loaderNote(metadata)
  trainer.progress = progressNote(metadata)
  model.loadStateDict(withoutPrefix('model.', tensors))
  optimizer.loadStateDict(withoutPrefix('optimizer.', tensors))
  trainer.finalWeights.loadStateDict(tensors)
  cursor.loadStateDict(place)
  for (const [name, generator] of generatorsOf(model)) {
    if (!states[name]) throw new StateError(`checkpoint: the generator ${name} is missing`)
    generator.state = states[name] as GeneratorState
  }
}

/** {@link encodeCheckpoint} into a file, which is the old one or the new one at any moment. */
export async function saveCheckpoint(
  trainer: AnyTrainer,
  path: string,
  notes?: Readonly<Record<string, string>>,
): Promise<void> {
  await writeFileAtomically(path, encodeCheckpoint(trainer, notes))
}

/** {@link restoreCheckpoint} from a file, which errors name. */
export async function loadCheckpoint(trainer: AnyTrainer, path: string): Promise<void> {
  const bytes = await readFile(path)
  try {
    restoreCheckpoint(trainer, bytes)
  } catch (error) {
    if (error instanceof NetworkError) error.message = `${path}: ${error.message}`
    throw error
  }
}
