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

/** out = value, for floats. */
export function lowerFill(context: Context, args: Call['args']): readonly Task[] | null {
  const [out, value] = args as [Tensor, number]
  const kernel = out.dtype === 'float32' ? 'fillF32' : 'fillF64'
  const grid = out.dtype.startsWith('float') ? gridOf([out]) : null
  return grid && [gridTask(context, kernel, { out }, grid, { value })]
}
