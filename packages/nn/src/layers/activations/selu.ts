import type { Tensor } from '@handwritten/tensor'
import { ShapeKeeping } from '../shape-keeping'
import { scaledElu } from './scaled-elu'

/** Those of the equation, to the precision of float64. */
export const SELU_CONSTANTS = {
  alpha: 1.6732632423543772,
  scale: 1.0507009873554805,
}

/**
 * An ELU, scaled, with the two constants under which signals of mean 0 and variance 1 keep them from
 * layer to layer. Klambauer et al., "Self-normalizing neural networks" (2017), equation 14.
 */
export class SELU extends ShapeKeeping {
  forward(x: Tensor): Tensor {
    return scaledElu(x, SELU_CONSTANTS)
  }
}
