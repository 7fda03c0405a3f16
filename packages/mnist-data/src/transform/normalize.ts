import { optional } from '@handwritten/checks'
import { divide, subtract } from '@handwritten/tensor'
import { checkCall, someNumber } from '../checks'
import { ValueError } from '../errors'
import { asFraction } from './to-float'
import type { Transform } from './transform'

/** Mean of MNIST's training pixels, as a fraction of 255. */
export const MNIST_MEAN = 0.1307
/** Standard deviation of MNIST's training pixels, as a fraction of 255. */
export const MNIST_STD = 0.3081

/** `(x - mean) / std`, where bytes are first made fractions of 255. The defaults are MNIST's. */
export function normalize(mean: number = MNIST_MEAN, std: number = MNIST_STD): Transform {
  checkCall('normalize', arguments, { mean: optional(someNumber), std: optional(someNumber) })
  if (!Number.isFinite(mean) || !Number.isFinite(std) || std <= 0) {
    throw new ValueError(
      `normalize: needs a finite mean and a std above 0, found ${mean} and ${std}`,
    )
  }
  return {
    apply: (batch) => divide(subtract(asFraction(batch), mean), std),
    pointwise: { scale: 1 / std, shift: -mean / std },
  }
}
