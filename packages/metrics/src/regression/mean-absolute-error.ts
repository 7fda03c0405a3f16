import { SampleMean } from '../average/sample-mean'
import { mapNumbers } from '../input/map-numbers'
import type { Numbers } from '../input/numbers'
import { StateReader } from '../input/state'
import type { Metric } from '../metric'
import { requireTargets } from './targets'

/** Mean absolute error, the mean of `|prediction - target|`. */
export class MeanAbsoluteError
  extends SampleMean
  implements Metric<[targets: Numbers, predictions: Numbers], number>
{
  constructor() {
    super('MeanAbsoluteError')
  }

  /** Takes in one target and one prediction per sample. */
  update(targets: Numbers, predictions: Numbers): this {
    requireTargets('MeanAbsoluteError.update', targets, predictions)
    const errors = mapNumbers(targets, (target, i) => Math.abs(predictions[i] - target))
    return this.add(errors, targets.length)
  }

  static from(state: unknown): MeanAbsoluteError {
    return new MeanAbsoluteError().restore(new StateReader('MeanAbsoluteError', state))
  }
}
