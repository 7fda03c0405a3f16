import type { BatchParts } from './batch-parts'
import type { StartEvent } from './events'
import type { TrainerOptions } from './trainer-options'

/** What a run of these options is about to do, after `steps` steps taken before. */
export function startEvent(
  {
    epochs,
    train,
    test,
    validation,
    model,
  }: Readonly<Omit<TrainerOptions, 'criterion' | 'evaluationCriterion'>>,
  steps: number,
  { count, ranks }: BatchParts,
): StartEvent {
  return {
    type: 'start',
    epochs,
    stepsPerEpoch: train.length,
    samplesPerEpoch: train.size,
    testSamples: test.size,
    ...(validation && { validationSamples: validation.size }),
    parameters: model.parameters().reduce((sum, { size }) => sum + size, 0),
    steps,
    ...(count > 1 && { ranks: ranks.size, parts: count }),
  }
}
