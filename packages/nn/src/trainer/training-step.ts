import type { Module } from '../module'
import { clipGradNorm } from '../optimizers/clip'
import type { Optimizer } from '../optimizers/optimizer'
import type { BatchGradients } from './batch-gradients'
import type { AnyCriterion } from './criterion'
import type { BatchFunction } from './evaluate'
import type { Loader } from './loader'

/** What a training step works with. */
export interface TrainingStepParts {
  readonly model: Module
  readonly train: Loader
  readonly criterion: AnyCriterion
  readonly optimizer: Optimizer
  readonly gradients: BatchGradients
  /** Largest norm of the gradients; undefined for no limit. */
  readonly clipNorm?: number | undefined
}

/**
 * One step of learning as a function of row numbers (int32 [m]): forward, backward, update. It is
 * made of tensor operations only and reads the learning rate from the optimizer's own tensor, so
 * that it can be captured once and replayed.
 */
export function trainingStep(parts: TrainingStepParts): BatchFunction {
  const { model, train, criterion, gradients } = parts
  const measure: BatchFunction = (rows) => {
    const { inputs, labels } = train.batch(rows)
    return criterion.measure(model.call(inputs), labels)
  }
  return (rows) => {
    const measured = gradients.compute(rows, measure)
    update(parts)
    return measured
  }
}

/** Updates the weights by the gradients of a batch, and clears these. */
export function update({ model, optimizer, clipNorm }: TrainingStepParts): void {
  if (clipNorm !== undefined) clipGradNorm(model.parameters(), clipNorm)
  optimizer.step()
  optimizer.zeroGrad()
}
