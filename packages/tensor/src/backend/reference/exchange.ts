import type { Exchange } from '../../core/kernel-argument'
import { sizeOf } from '../../core/shape'
import type { View } from '../../core/view'

export function exchange(work: Exchange, { data, offset, shape }: View): void {
  work(data.subarray(offset, offset + sizeOf(shape)))
}
