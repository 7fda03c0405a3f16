import { fromTypedArray, noGrad, type Tensor } from '@handwritten/tensor'
import { TrainerError } from '../errors'
import { enterEvaluation } from '../evaluation-mode'
import type { Module } from '../module'
import type { AnyCriterion, MeasuredBatch } from './criterion'
import type { Breather } from './event-loop'
import type { Loader, LoaderCursor } from './loader'
import type { Ranks } from './ranks'

/** How well a model does on a whole data set. */
export interface Evaluation {
  /** Mean over the samples. */
  readonly loss: number
  /** Fraction from 0 to 1; absent where the criterion counts no correct predictions. */
  readonly accuracy?: number
  readonly samples: number
}

/** One batch's loss and hits, from its row numbers (int32 [m]); made of tensor operations only. */
export type BatchFunction = (rows: Tensor) => MeasuredBatch

/** The function of row numbers that classifies a batch of `loader` and measures the result. */
export function evaluationStep(
  model: Module,
  loader: Loader,
  criterion: AnyCriterion,
): BatchFunction {
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
 * loader's batches, the faster. Ranks take turns with the batches; all of them have the result, in
 * the bits of a rank alone.
 * @throws TrainerError when the loader serves more or fewer samples than its size
 */
export async function evaluate(
  model: Module,
  { loader, cursor, step }: EvaluatedSet,
  breather: Breather,
  ranks: Ranks,
): Promise<Evaluation> {
  const sizes: number[] = []
  const figures: number[] = []
  const leave = enterEvaluation(model)
  try {
    for (const rows of cursor.rows()) {
      const isOwn = sizes.length % ranks.size === ranks.rank
      const batch = isOwn ? step(fromTypedArray(rows)) : null
      // A count is NaN where none are counted; the sum over the ranks is then NaN too.
      const correct = batch && (batch.correct?.item() ?? Number.NaN)
      figures.push(batch?.loss.item() ?? 0, correct ?? 0)
      sizes.push(rows.length)
      if (isOwn) await breather.breathe()
    }
  } finally {
    leave()
  }
  const samples = sizes.reduce((sum, size) => sum + size, 0)
  if (samples !== loader.size) {
    throw new TrainerError(
      `fit: a loader of ${loader.size} samples served ${samples} in a pass of evaluation`,
    )
  }
  return { ...totalsOf(sizes, summed(figures, ranks), samples), samples }
}

/** Loss and correct predictions of every batch, one after the other, from those that each rank measured. */
function summed(figures: readonly number[], ranks: Ranks): Float64Array {
  const all = new Float64Array(figures)
  if (ranks.size > 1) ranks.sum(all)
  return all
}

function totalsOf(
  sizes: readonly number[],
  figures: Float64Array,
  samples: number,
): Pick<Evaluation, 'loss' | 'accuracy'> {
  let [loss, correct] = [0, 0]
  sizes.forEach((size, batch) => {
    loss += figures[2 * batch] * size
    correct += figures[2 * batch + 1]
  })
  const counted = Number.isNaN(correct) ? {} : { accuracy: correct / samples }
  return { loss: loss / samples, ...counted }
}
