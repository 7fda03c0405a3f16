import type { ClassesOptions } from '../input/options'
import { StateReader } from '../input/state'
import { ProbabilityMean } from './probability-mean'

/** The machine epsilon of float32. */
const float32Epsilon = 2 ** -23

/**
 * Logarithmic loss, the mean of `-log(p[label])` in nats. As in scikit-learn 1.2, each probability
 * is first clipped to `[e, 1 - e]`, e being the machine epsilon of the type of the probabilities
 * (2^-23 in a Float32Array, 2^-52 otherwise), and each row is then divided by its sum.
 */
export class LogLoss extends ProbabilityMean {
  /** @throws OptionError when `classes` is not an integer of 2 or more. */
  constructor(_options: ClassesOptions) {
    super('LogLoss', arguments)
  }

  static from(state: unknown): LogLoss {
    const reader = new StateReader('LogLoss', state)
    return new LogLoss({ classes: reader.integer('classes', 2) }).restore(reader)
  }

  protected override term(label: number, row: Float32Array | Float64Array): number {
    const epsilon = row instanceof Float32Array ? float32Epsilon : Number.EPSILON
    const clip = (p: number) => Math.min(Math.max(p, epsilon), 1 - epsilon)
    let sum = 0
    for (const p of row) sum += clip(p)
    return -Math.log(clip(row[label]) / sum)
  }
}
