import { sizeOf } from '../../core/shape'
import type { Exchange, View } from '../backend'

export function exchange(work: Exchange, { data, offset, shape }: View): void {
  work(data.subarray(offset, offset + sizeOf(shape)))
}
