import type { Axes } from '../core/shape'
import type { Tensor } from '../core/tensor'

/** An operand of an operation: a tensor, or a number that adapts to the other operand. */
export type Operand = Tensor | number | boolean

export interface ReduceOptions<
  A extends Axes | undefined = Axes | undefined,
  K extends boolean | undefined = boolean | undefined,
> {
  /** The axis or axes to reduce; all of them by default. */
  axis?: A
  /** Keeps the reduced axes with size 1. Default false. */
  keepdims?: K
}

/** `[start, stop, step]`, any of them null or left out: NumPy's `start:stop:step`. */
export type SliceRange = readonly [
  start?: number | null,
  stop?: number | null,
  step?: number | null,
]

/** Per axis from the first, an index, which removes the axis, or a range. */
export type SliceSpec = readonly (number | SliceRange)[]

/** Options of `backward`. */
export interface BackwardOptions {
  /** Keeps the graph for another backward. Default: the value of `createGraph`. */
  retainGraph?: boolean
  /** Records the backward pass itself, so that its results can be differentiated. Default false. */
  createGraph?: boolean
}
