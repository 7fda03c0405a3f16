import { optional, options } from '@handwritten/checks'
import { checkCall, someNumber } from '../checks'
import { ValueError } from '../errors'
import type { Augmentation } from './augmentation'
import { cosineBasis } from './cosine-basis'
import { DisplacementField } from './displacement-field'
import { warpAugmentation } from './warp-augmentation'

/** The two knobs of Simard, Steinkraus and Platt. */
export interface ElasticOptions {
  /** Pixels over which the displacement changes: small is crumpled, large moves all as one. */
  sigma?: number
  /** Strength: what the smoothed displacement is multiplied by. */
  alpha?: number
}

/** Standard deviation of noise drawn evenly from [-1, 1], as Simard's is. */
const NOISE_STD = Math.sqrt(1 / 3)

const elasticArguments = {
  options: /* @__PURE__ */ optional(
    options<ElasticOptions>({ sigma: someNumber, alpha: someNumber }),
  ),
}

/**
 * Elastic distortion (Simard, Steinkraus and Platt, 2003): every pixel is displaced by noise of
 * [-1, 1] that was smoothed with a Gaussian of `sigma` and multiplied by `alpha`. The defaults are
 * the paper's for MNIST, 4 and 34.
 *
 * White noise stays white under the orthonormal cosine transform, and there a Gaussian with
 * mirrored borders is a factor for each term. So the smooth field is drawn as the few cosine terms
 * that survive the smoothing, with normal coefficients: as distributed as the smoothed noise, but
 * for the terms it leaves weaker than 3%, and many times quicker.
 */
export function elastic(options: ElasticOptions = {}): Augmentation {
  checkCall('elastic', arguments, elasticArguments)
  const { sigma = 4, alpha = 34 } = options
  if (!(sigma > 0 && sigma < Infinity)) {
    throw new ValueError(`elastic: sigma must be above 0 pixels, found ${sigma}`)
  }
  if (!Number.isFinite(alpha)) throw new ValueError(`elastic: alpha must be finite, found ${alpha}`)
  return warpAugmentation((height, width) => {
    const rows = cosineBasis(height, sigma)
    const columns = cosineBasis(width, sigma)
    const field = new DisplacementField(rows, columns, alpha * NOISE_STD)
    return (map, random) => field.addTo(map, random)
  })
}
