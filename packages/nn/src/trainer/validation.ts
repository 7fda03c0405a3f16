import type { Evaluations } from './evaluator'
import type { AnyEpochEvent } from './events'
import type { Progress } from './progress'
import type { TrainerOptions } from './trainer-options'

type SetFigures = Pick<
  AnyEpochEvent,
  'testLoss' | 'testAccuracy' | 'validationLoss' | 'validationAccuracy'
>

/** What an event tells of the sets that were not learned from. */
export function figuresOfSets({ test, validation }: Evaluations): SetFigures {
  return {
    testLoss: test.loss,
    ...(test.accuracy !== undefined && { testAccuracy: test.accuracy }),
    ...(validation && {
      validationLoss: validation.loss,
      ...(validation.accuracy !== undefined && { validationAccuracy: validation.accuracy }),
    }),
  }
}

/** The epoch, with the figure that is watched, if it is better than the best so far; else null. */
export function betterEpoch(
  { watch = 'loss' }: Pick<TrainerOptions, 'watch'>,
  best: Progress['best'],
  { epoch, validationLoss, validationAccuracy }: AnyEpochEvent,
): Progress['best'] {
  const value = watch === 'loss' ? validationLoss : validationAccuracy
  if (value === undefined || Number.isNaN(value)) return null
  if (best === null) return { epoch, value }
  const isBetter = watch === 'loss' ? value < best.value : value > best.value
  return isBetter ? { epoch, value } : null
}

/** Whether there has been no better epoch for as long as the run is to wait for one. */
export function hasStalled(
  { earlyStopping }: Pick<TrainerOptions, 'earlyStopping'>,
  { epochs, best }: Pick<Progress, 'epochs' | 'best'>,
): boolean {
  return earlyStopping !== undefined && epochs - (best?.epoch ?? 0) >= earlyStopping.patience
}
