import { reshape } from '@handwritten/tensor'
import { checkCall } from '../checks'
import type { Transform } from './transform'

/** Each image as one row: [m, height, width] becomes [m, height * width]. */
export function flatten(): Transform {
  checkCall('flatten', arguments, {})
  return {
    apply: (batch) => {
      const [count, ...rest] = batch.shape
      return reshape(batch, [count, rest.reduce((product, length) => product * length, 1)])
    },
  }
}
