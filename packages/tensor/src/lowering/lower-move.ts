import type { KernelArguments } from '../generated/kernels'
import type { Call } from '../program/trace'
import type { Tensor } from '../tensor'
import type { Context } from './context'
import { gridOf } from './grid'
import { gridTask } from './grid-task'
import type { Task } from './task'

/** out = x, where both have one dtype. */
export function lowerCopy(context: Context, args: Call['args']): readonly Task[] | null {
  const [x, out] = args as [Tensor, Tensor]
  const grid = x.dtype === out.dtype ? gridOf([out, x]) : null
  if (!grid) return null
  const kernel = `copy${8 * out.data.BYTES_PER_ELEMENT}` as keyof KernelArguments
  return [gridTask(context, kernel, { out, x }, grid)]
}

/** out = value, where a bool is 0 or 1. */
export function lowerFill(context: Context, args: Call['args']): readonly Task[] | null {
  const [out, value] = args as [Tensor, number]
  const grid = gridOf([out])
  const stored = out.dtype === 'bool' ? Number(value !== 0) : value
  return grid && [gridTask(context, fillKernels[out.dtype], { out }, grid, { value: stored })]
}

const fillKernels = {
  float32: 'fillF32',
  float64: 'fillF64',
  int32: 'fillI32',
  uint8: 'fillU8',
  bool: 'fillU8',
} as const
