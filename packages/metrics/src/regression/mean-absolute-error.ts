import { SampleMean } from '../average/sample-mean'
import { checkCall } from '../input/checks'
import { mapNumbers } from '../input/map-numbers'
import { StateReader } from '../input/state'
import type { Values } from '../input/values'
import type { Metric } from '../metric'
import { requireTargets } from './targets'

/** Mean absolute error, the mean of `|prediction - target|`. */
export class MeanAbsoluteError
  extends SampleMean
  implements Metric<[targets: Values, predictions: Values], number>
{
  constructor() {
    checkCall('MeanAbsoluteError', arguments, {})
    super('MeanAbsoluteError')
  }

  /** Takes in one target and one prediction per sample. */
  update(_targets: Values, _predictions: Values): this {
    const [targets, predictions] = requireTargets('MeanAbsoluteError.update', arguments)
    const errors = mapNumbers(targets, (target, i) => Math.abs(predictions[i] - target))
    return this.add(errors, targets.length)
  }

  static from(state: unknown): MeanAbsoluteError {
    return new MeanAbsoluteError().restore(new StateReader('MeanAbsoluteError', state))
  }
}
