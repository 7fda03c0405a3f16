import { boolean, optional, options } from '@handwritten/checks'
import type { ReduceOp } from '../backend/backend'
import { run } from '../backend/executor'
import { axesCheck, tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { empty } from '../core/empty'
import { normalizeAxes, type Shape } from '../core/shape'
import { Tensor } from '../core/tensor'
import { reduceKernel } from '../kernels/reduce'
import type { ReduceOptions } from '../types/options'

/** The parameters of a reduction without other options. */
export const reduceArguments = {
  x: tensorCheck,
  options: optional(options<ReduceOptions>({ axis: axesCheck, keepdims: boolean })),
}

/** Which axes a reduction removes, and the shapes it leaves. */
export interface Reduction {
  /** Ascending, from 0. */
  axes: readonly number[]
  /** The shape with the reduced axes of size 1. */
  kept: Shape
  /** The shape of the result: `kept`, or without the reduced axes. */
  shape: Shape
  /** How many elements go into each result. */
  count: number
}

export function planReduction(operation: string, x: Tensor, given: ReduceOptions): Reduction {
  const axes = normalizeAxes(operation, given.axis, x.ndim)
  const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length))
  const shape = given.keepdims ? kept : x.shape.filter((_, axis) => !axes.includes(axis))
  const count = axes.reduce((product, axis) => product * x.shape[axis], 1)
  return { axes, kept, shape, count }
}

/** Runs a reduction kernel into new memory of `dtype`. Nothing is recorded. */
export function reduce<D extends DType>(
  op: ReduceOp,
  x: Tensor,
  { kept, shape }: Reduction,
  dtype: D,
): Tensor<D> {
  const out = empty(kept, dtype)
  run(reduceKernel, op, x, out)
  return new Tensor(out.storage, shape)
}
