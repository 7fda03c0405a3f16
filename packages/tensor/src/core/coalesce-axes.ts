import type { Tensor } from './tensor'

/** An axis that several tensors walk at once: its length, and the stride of each. */
export interface CoalescedAxis {
  readonly length: number
  readonly strides: readonly number[]
}

/**
 * The axes of tensors of one shape, outermost first. Adjacent axes that are contiguous in all tensors are
 * merged, and axes of size 1 are dropped; the result has at least one axis.
 */
export function coalesceAxes(tensors: readonly Tensor[], axes: readonly number[]): CoalescedAxis[] {
  const joined: CoalescedAxis[] = []
  for (const axis of axes) {
    const length = tensors[0].shape[axis]
    if (length === 1) continue
    const strides = tensors.map((tensor) => tensor.strides[axis])
    const outer = joined.at(-1)
    const isOne = outer?.strides.every((stride, t) => stride === strides[t] * length)
    if (outer && isOne) joined.splice(-1, 1, { length: outer.length * length, strides })
    else joined.push({ length, strides })
  }
  return joined.length > 0 ? joined : [{ length: 1, strides: tensors.map(() => 0) }]
}
