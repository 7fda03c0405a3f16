import { SampleMean } from '../average/sample-mean'
import { checkCall } from '../input/checks'
import { mapNumbers } from '../input/map-numbers'
import { StateReader } from '../input/state'
import type { Values } from '../input/values'
import type { Metric } from '../metric'
import { requireTargets } from './targets'

/** Mean squared error, the mean of `(prediction - target)^2`. */
export class MeanSquaredError
  extends SampleMean
  implements Metric<[targets: Values, predictions: Values], number>
{
  constructor() {
    checkCall('MeanSquaredError', arguments, {})
    super('MeanSquaredError')
  }

  /** Takes in one target and one prediction per sample. */
  update(_targets: Values, _predictions: Values): this {
    const [targets, predictions] = requireTargets('MeanSquaredError.update', arguments)
    const errors = mapNumbers(targets, (target, i) => (predictions[i] - target) ** 2)
    return this.add(errors, targets.length)
  }

  static from(state: unknown): MeanSquaredError {
    return new MeanSquaredError().restore(new StateReader('MeanSquaredError', state))
  }
}
