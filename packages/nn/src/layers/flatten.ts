import { reshape, type Tensor } from '@handwritten/tensor'
import { SingleInputLayer } from './single-input-layer'

/** [n, a, b, ...] to [n, a b ...]. The gradient is reshaped the other way. */
export class Flatten extends SingleInputLayer {
  forward(x: Tensor): Tensor {
    const [samples, ...rest] = x.shape
    return reshape(x, [samples, rest.reduce((product, size) => product * size, 1)])
  }
}
