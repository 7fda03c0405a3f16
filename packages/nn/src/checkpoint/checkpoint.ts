import { check, isPlainObject, optional, string } from '@handwritten/checks'
import type { GeneratorState } from '@handwritten/tensor'
import { bytesCheck, checkCall, withMethods } from '../checks'
import { CheckpointError, NetworkError, StateError, TrainerError } from '../errors'
import { distinct } from '../module-tree'
import { withoutPrefix, withPrefix } from '../prefix'
import type { AnyTrainer } from '../trainer/trainer'
import { readFile, writeFileAtomically } from './atomic-file'
import { generatorsOf } from './generators'
import { figureNames, historyTensors, readHistory } from './history'
import { toJson } from './json'
import { figuresNote, generatorsNote, loaderNote, progressNote } from './notes'
import { decodeSealed, encodeSealed, versionOf } from './sealed-file'

const trainerCheck = /* @__PURE__ */ withMethods<AnyTrainer>('a trainer', [
  'fit',
  'setLearningRate',
])

const notesCheck = /* @__PURE__ */ optional(
  check<Readonly<Record<string, string>>>(
    'an object of texts',
    (value) =>
      isPlainObject(value) && Object.values(value).every((note) => typeof note === 'string'),
  ),
)

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
  checkCall('encodeCheckpoint', arguments, { trainer: trainerCheck, notes: notesCheck })
  const { model, optimizer } = trainer.options
  const cursor = trainer.trainCursor
  if (!cursor.stateDict) throw new TrainerError('checkpoint: this loader has no stateDict()')
  const { history, ...progress } = trainer.progress
  const generators = generatorsOf(model).map(([name, { state }]) => [name, state])
  const metadata = {
    ...notes,
    progress: toJson(progress),
    figures: toJson(figureNames(history)),
    loader: toJson(cursor.stateDict()),
    generators: toJson(Object.fromEntries(generators)),
  }
  return trainer.finalWeights.withLearned(() =>
    encodeSealed({
      tensors: {
        ...withPrefix('model.', Object.fromEntries(distinct(Object.entries(model.stateDict())))),
        ...withPrefix('optimizer.', optimizer.stateDict()),
        ...trainer.finalWeights.stateDict(),
        ...historyTensors(history),
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
  checkCall('restoreCheckpoint', arguments, { trainer: trainerCheck, bytes: bytesCheck })
  const { tensors, metadata } = decodeSealed(bytes)
  const { model, optimizer } = trainer.options
  const cursor = trainer.trainCursor
  if (!cursor.loadStateDict)
    throw new TrainerError('checkpoint: this loader has no loadStateDict()')
  const states = generatorsNote(metadata)
  const place = loaderNote(metadata)
  // Version 1 kept the history in the note.
  const history =
    versionOf(metadata) === 1 ? undefined : readHistory(tensors, figuresNote(metadata))
  trainer.progress = progressNote(metadata, history)
  loading('the network', () => model.loadStateDict(withoutPrefix('model.', tensors)))
  loading('the optimizer', () => optimizer.loadStateDict(withoutPrefix('optimizer.', tensors)))
  loading('the final weights', () => trainer.finalWeights.loadStateDict(tensors))
  loading('the loader', () => cursor.loadStateDict?.(place))
  for (const [name, generator] of generatorsOf(model)) {
    if (!states[name]) throw new StateError(`checkpoint: the generator ${name} is missing`)
    loading(`the generator ${name}`, () => {
      generator.state = states[name] as GeneratorState
    })
  }
}

/** Loads a part; errors of other packages and of JavaScript, which its values cause, become errors of this one. */
function loading(part: string, load: () => void): void {
  try {
    load()
  } catch (cause) {
    if (cause instanceof NetworkError) throw cause
    const isNamed = typeof (cause as { code?: unknown } | null)?.code === 'string'
    const reason = isNamed ? `: ${(cause as Error).message}` : ''
    throw new CheckpointError('damaged', `the state of ${part} cannot be loaded${reason}`, {
      cause,
    })
  }
}

/** {@link encodeCheckpoint} into a file, which is the old one or the new one at any moment. */
export async function saveCheckpoint(
  trainer: AnyTrainer,
  path: string,
  notes?: Readonly<Record<string, string>>,
): Promise<void> {
  checkCall('saveCheckpoint', arguments, { trainer: trainerCheck, path: string, notes: notesCheck })
  await writeFileAtomically(path, encodeCheckpoint(trainer, notes))
}

/** {@link restoreCheckpoint} from a file, which errors name. */
export async function loadCheckpoint(trainer: AnyTrainer, path: string): Promise<void> {
  checkCall('loadCheckpoint', arguments, { trainer: trainerCheck, path: string })
  const bytes = await readFile(path)
  try {
    restoreCheckpoint(trainer, bytes)
  } catch (error) {
    if (error instanceof NetworkError) error.message = `${path}: ${error.message}`
    throw error
  }
}
