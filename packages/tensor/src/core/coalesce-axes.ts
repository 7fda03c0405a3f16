import type { Tensor } from './tensor'

/** An axis that several tensors walk at once: its length, and the stride of each. */
export interface JoinedAxis {
  readonly length: number
  readonly strides: readonly number[]
}

/**
 * The axes of tensors of one shape, the outermost first, where neighbours that all of them step through as
 * one are one, and axes of size 1 are left out. There is always one.
 */
export function joinedAxes(tensors: readonly Tensor[], axes: readonly number[]): JoinedAxis[] {
  const joined: JoinedAxis[] = []
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
