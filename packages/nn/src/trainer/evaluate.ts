import { fromTypedArray, noGrad, type Tensor } from '@handwritten/tensor'
import { TrainerError } from '../errors'
import { enterEvaluation } from '../evaluation-mode'
import type { Module } from '../module'
import type { Criterion, Measured } from './criterion'
import type { Breather } from './event-loop'
import type { Loader, LoaderCursor } from './loader'

/** How well a model does on a whole data set. */
export interface Evaluation {
  /** Mean over the samples. */
  readonly loss: number
  /** Fraction from 0 to 1; NaN where the criterion counts no hits. */
  readonly accuracy: number
  readonly samples: number
}

/** One batch's loss and hits, from its row numbers (int32 [m]); made of tensor operations only. */
export type BatchFunction = (rows: Tensor) => Measured

/** The function of row numbers that classifies a batch of `loader` and measures the result. */
export function evaluationStep(model: Module, loader: Loader, criterion: Criterion): BatchFunction {
  return (rows) =>
    noGrad(() => {
      const { inputs, labels } = loader.batch(rows)
      return criterion.measure(model.call(inputs), labels)
    })
}

/** A set to measure: how to read it, and the function that measures a batch of it. */
export interface EvaluatedSet {
  readonly loader: Loader
  readonly cursor: LoaderCursor
  readonly step: BatchFunction
}

/**
 * Classifies everything a loader holds, once, with the model in evaluation mode. The larger the
 * loader's batches, the faster.
 * @throws TrainerError when the loader serves more or fewer samples than its size
 */
export async function evaluate(
  model: Module,
  { loader, cursor, step }: EvaluatedSet,
  breather: Breather,
): Promise<Evaluation> {
  let [loss, correct, samples] = [0, 0, 0]
  const leave = enterEvaluation(model)
  try {
    for (const rows of cursor.rows()) {
      const batch = step(fromTypedArray(rows))
      loss += batch.loss.item() * rows.length
      correct += batch.correct.item()
      samples += rows.length
      await breather.breathe()
    }
  } finally {
    leave()
  }
  if (samples !== loader.size) {
    throw new TrainerError(
      `fit: a loader of ${loader.size} samples served ${samples} in a pass of evaluation`,
    )
  }
  return { loss: loss / samples, accuracy: correct / samples, samples }
}
