import type { ClassesOptions } from '../input/options'
import type { Scores } from '../input/scores'
import { StateReader } from '../input/state'
import type { Values } from '../input/values'
import type { Metric } from '../metric'
import { OneAgainstRest, type SplitScores } from './one-against-rest'
import { thresholds } from './thresholds'

/**
 * Average precision, each class against the rest: `sum_t (recall_t - recall_(t-1)) precision_t`
 * over the distinct scores t from high to low, without interpolation, as in scikit-learn. A class
 * that never occurs has 0. Exact, on every score seen.
 */
export class AveragePrecision
  extends OneAgainstRest
  implements Metric<[labels: Values, scores: Scores], number>
{
  /** @throws OptionError when `classes` is not an integer of 2 or more. */
  constructor(_options: ClassesOptions) {
    super('AveragePrecision', arguments)
  }

  /**
   * The plain mean over classes.
   *
   * @throws EmptyMetricError before the first sample.
   */
  compute(): number {
    return this.#precisions('compute').reduce((sum, area) => sum + area, 0) / this.classes
  }

  /**
   * The average precision of each class.
   *
   * @throws EmptyMetricError before the first sample.
   */
  perClass(): number[] {
    return this.#precisions('perClass')
  }

  static from(state: unknown): AveragePrecision {
    const reader = new StateReader('AveragePrecision', state)
    return new AveragePrecision({ classes: reader.integer('classes', 2) }).restore(reader)
  }

  #precisions(operation: string): number[] {
    return Array.from({ length: this.classes }, (_, c) =>
      averagePrecision(this.split(operation, c)),
    )
  }
}

function averagePrecision(scores: SplitScores): number {
  let sum = 0
  for (const { truePositives, falsePositives, newTruePositives } of thresholds(scores)) {
    sum += (newTruePositives * truePositives) / (truePositives + falsePositives)
  }
  return scores.positive.length === 0 ? 0 : sum / scores.positive.length
}
