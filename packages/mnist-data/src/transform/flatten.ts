import { reshape } from '@handwritten/tensor'
import type { Transform } from './transform'

/** Each image as one row: [m, height, width] becomes [m, height * width]. */
export function flatten(): Transform {
  return {
    apply: (batch) => {
      const [count, ...rest] = batch.shape
      return reshape(batch, [count, rest.reduce((product, length) => product * length, 1)])
    },
  }
}
