import { astype, divide, type Tensor } from '@handwritten/tensor'
import { checkCall } from '../checks'
import type { Transform } from './transform'

/** Bytes as fractions of 255 in float32; floats stay as they are. */
export function toFloat(): Transform {
  checkCall('toFloat', arguments, {})
  return { apply: asFraction, pointwise: { scale: 1, shift: 0 } }
}

/** Bytes as fractions of 255 in float32; floats stay as they are. */
export function asFraction(batch: Tensor): Tensor {
  return batch.dtype === 'uint8' ? divide(astype(batch, 'float32'), 255) : batch
}
