import type { KernelArguments } from '../../../../core/kernel-argument'
import type { Tensor } from '../../../../core/tensor'
import { convert } from '../../../../generated/kernels/compare-select'
import { copy32, fillF32, fillF64, fillI32, fillU8 } from '../../../../generated/kernels/copy-fill'
import {
  accumulateF32,
  accumulateF64,
  accumulateI32,
} from '../../../../generated/kernels/strided-copy'
import type { LoweringContext } from '../tasks/lowering-context'
import type { Task } from '../tasks/task'
import { copyTask } from './aligned-copy'
import { elementwise } from './elementwise'
import { gridOf } from './grid'
import { gridTask } from './grid-task'
import { dtypes } from './operation-codes'
import { stridedCopyTask } from './strided-copy'

/** out = x, converted where the dtypes differ. */
export function lowerCopy(context: LoweringContext, args: KernelArguments): readonly Task[] | null {
  const [x, out] = args as [Tensor, Tensor]
  if (x.dtype !== out.dtype) {
    const [from, to] = [x, out].map(({ dtype }) => dtypes.indexOf(dtype))
    return elementwise(context, convert, { out, x }, { from, to })
  }
  const grid = out.storage.data.BYTES_PER_ELEMENT === 4 ? gridOf([out, x]) : null
  return [grid ? gridTask(context, copy32, { out, x }, grid) : copyTask(context, x, out)]
}

/** out = value, where a bool is 0 or 1. */
export function lowerFill(context: LoweringContext, args: KernelArguments): readonly Task[] | null {
  const [out, value] = args as [Tensor, number]
  const grid = gridOf([out])
  const stored = out.dtype === 'bool' ? Number(value !== 0) : value
  return grid && [gridTask(context, fillKernels[out.dtype], { out }, grid, { value: stored })]
}

const fillKernels = {
  float32: fillF32,
  float64: fillF64,
  int32: fillI32,
  uint8: fillU8,
  bool: fillU8,
} as const

/** out += x, element after element. */
export function lowerAccumulate(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [x, out] = args as [Tensor, Tensor]
  const kernel = x.dtype === out.dtype ? accumulateKernels[x.dtype as 'float32'] : undefined
  return kernel ? [stridedCopyTask(context, kernel, x, out)] : null
}

const accumulateKernels = {
  float32: accumulateF32,
  float64: accumulateF64,
  int32: accumulateI32,
} as const
