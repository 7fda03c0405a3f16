import type { GeneratorState } from '@handwritten/tensor'
import { ValueError } from '../errors'

/** Where a loader stands, as plain data that JSON keeps exactly. */
export interface LoaderState {
  /** Batches of the epoch that have been served. */
  readonly batch: number
  /** The generator before the order of the epoch was drawn. */
  readonly generator: GeneratorState
  /** The generator of augmentations now, where there are any. */
  readonly augmentation: GeneratorState | null
}

/** Checks a state, which may come from a file, against the batches of an epoch. */
export function checkLoaderState({ batch }: LoaderState, batches: number): void {
  if (Number.isSafeInteger(batch) && batch >= 0 && batch <= batches) return
  throw new ValueError(
    `loadStateDict: the state is at batch ${batch}, but an epoch here has ${batches}; ` +
      'use the data set, batch size and sampler it was saved with',
  )
}
