import type { KernelName } from '../program/kernel-roles'
import type { Call } from '../program/trace'
import type { Context } from './context'
import { lowerCrossEntropy, lowerCrossEntropyGradient } from './lower-cross-entropy'
import { lowerBinary, lowerUnary } from './lower-elementwise'
import { lowerGatherRows, lowerTake } from './lower-gather'
import { lowerListColumns, lowerListProduct, lowerListRows } from './lower-lists'
import { lowerCopy, lowerFill } from './lower-move'
import { lowerAdamUpdate, lowerSgdUpdate } from './lower-optimizers'
import { lowerLinear, lowerMatmul } from './lower-product'
import { lowerReduce } from './lower-sum'
import type { HostTask, Task } from './task'

type Lower = (context: Context, args: Call['args']) => readonly (Task | HostTask)[] | null

/** The backend's kernels that have compiled ones, for the dtypes and layouts that these take. */
const lowerings: { readonly [K in KernelName]?: Lower } = {
  fill: lowerFill,
  copy: lowerCopy,
  unary: lowerUnary,
  binary: lowerBinary,
  linear: lowerLinear,
  matmul: lowerMatmul,
  reduce: lowerReduce,
  take: lowerTake,
  gatherRows: lowerGatherRows,
  listRows: lowerListRows,
  listColumns: lowerListColumns,
  listProduct: lowerListProduct,
  softmaxCrossEntropy: lowerCrossEntropy,
  softmaxCrossEntropyGradient: lowerCrossEntropyGradient,
  sgdUpdate: lowerSgdUpdate,
  adamUpdate: lowerAdamUpdate,
}

/** The tasks that do what a kernel call does; null when no compiled kernel does. */
export function lowerCall(
  context: Context,
  { kernel, args }: Call,
): readonly (Task | HostTask)[] | null {
  return lowerings[kernel]?.(context, args) ?? null
}
