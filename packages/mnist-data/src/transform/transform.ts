import type { Tensor } from '@handwritten/tensor'

/** Each element becomes `x * scale + shift`, where bytes count as fractions of 255. */
export interface Pointwise {
  readonly scale: number
  readonly shift: number
}

/** Changes a whole batch by tensor operations; the same batch always gives the same result. */
export interface Transform {
  apply(batch: Tensor): Tensor
  /** Set where the transform is no more than this, so that a loader may do it while it gathers. */
  readonly pointwise?: Pointwise
}
