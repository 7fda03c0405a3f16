import { SampleMean } from '../average/sample-mean'
import { mapNumbers } from '../input/map-numbers'
import type { Numbers } from '../input/numbers'
import { StateReader } from '../input/state'
import type { Metric } from '../metric'
import { requireTargets } from './targets'

/** Mean squared error, the mean of `(prediction - target)^2`. */
export class MeanSquaredError
  extends SampleMean
  implements Metric<[targets: Numbers, predictions: Numbers], number>
{
  constructor() {
    super('MeanSquaredError')
  }

  /** Takes in one target and one prediction per sample. */
  update(targets: Numbers, predictions: Numbers): this {
    requireTargets('MeanSquaredError.update', targets, predictions)
    const errors = mapNumbers(targets, (target, i) => (predictions[i] - target) ** 2)
    return this.add(errors, targets.length)
  }

  static from(state: unknown): MeanSquaredError {
    return new MeanSquaredError().restore(new StateReader('MeanSquaredError', state))
  }
}
