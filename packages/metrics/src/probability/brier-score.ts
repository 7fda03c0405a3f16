import type { ClassesOptions } from '../input/options'
import { StateReader } from '../input/state'
import { ProbabilityMean } from './probability-mean'

/**
 * Brier score over all classes, the mean of `sum_c (p[c] - [c = label])^2`, from 0 to 2
 * (G. W. Brier, "Verification of forecasts expressed in terms of probability", 1950).
 */
export class BrierScore extends ProbabilityMean {
  /** @throws OptionError when `classes` is not an integer of 2 or more. */
  constructor(_options: ClassesOptions) {
    super('BrierScore', arguments)
  }

  static from(state: unknown): BrierScore {
    const reader = new StateReader('BrierScore', state)
    return new BrierScore({ classes: reader.integer('classes', 2) }).restore(reader)
  }

  protected override term(label: number, row: Float32Array | Float64Array): number {
    let sum = 0
    for (let c = 0; c < row.length; c++) sum += (row[c] - (c === label ? 1 : 0)) ** 2
    return sum
  }
}
