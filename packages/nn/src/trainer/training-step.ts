import type { Module } from '../module'
import type { Optimizer } from '../optimizers/optimizer'
import type { Criterion } from './criterion'
import type { BatchFunction } from './evaluate'
import type { Loader } from './loader'

/**
 * One step of learning as a function of row numbers (int32 [m]): forward, backward, update. It is
 * made of tensor operations only and reads the learning rate from the optimizer's own tensor, so
 * that it can be captured once and replayed.
 */
export function trainingStep(
  model: Module,
  loader: Loader,
  criterion: Criterion,
  optimizer: Optimizer,
): BatchFunction {
  return (rows) => {
    const { inputs, labels } = loader.batch(rows)
    const measured = criterion.measure(model.call(inputs), labels)
    measured.loss.backward()
    // Where several ranks learn together, this is where their gradients are summed.
    optimizer.step()
    optimizer.zeroGrad()
    return measured
  }
}
