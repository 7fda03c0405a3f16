import type { KernelName } from '../program/kernel-roles'
import type { Call } from '../program/trace'
import type { Context } from './context'
import { lowerCrossEntropy, lowerCrossEntropyGradient } from './lower-cross-entropy'
import { lowerBinary, lowerUnary, lowerWhere } from './lower-elementwise'
import { lowerGatherRows, lowerTake } from './lower-gather'
import { lowerListColumns, lowerListProduct, lowerListRows } from './lower-lists'
import { lowerAccumulate, lowerCopy, lowerFill } from './lower-move'
import { lowerAdamUpdate, lowerSgdUpdate } from './lower-optimizers'
import { lowerScatterAdd, lowerScatterAddAlongAxis, lowerTakeAlongAxis } from './lower-pick'
import { lowerLinear, lowerMatmul } from './lower-product'
import { lowerRandom } from './lower-random'
import { lowerArgReduce, lowerReduce, lowerSoftmax } from './lower-reduce'
import type { HostTask, Task } from './task'

type Lower = (context: Context, args: Call['args']) => readonly (Task | HostTask)[] | null

/** The backend's kernels that have compiled ones, for the dtypes and layouts that these take. */
const lowerings: { readonly [K in KernelName]?: Lower } = {
  fill: lowerFill,
  copy: lowerCopy,
  accumulate: lowerAccumulate,
  unary: lowerUnary,
  binary: lowerBinary,
  where: lowerWhere,
  linear: lowerLinear,
  matmul: lowerMatmul,
  reduce: lowerReduce,
  argReduce: lowerArgReduce,
  softmax: lowerSoftmax(0),
  logSoftmax: lowerSoftmax(1),
  take: lowerTake,
  scatterAdd: lowerScatterAdd,
  takeAlongAxis: lowerTakeAlongAxis,
  scatterAddAlongAxis: lowerScatterAddAlongAxis,
  gatherRows: lowerGatherRows,
  listRows: lowerListRows,
  listColumns: lowerListColumns,
  listProduct: lowerListProduct,
  softmaxCrossEntropy: lowerCrossEntropy,
  softmaxCrossEntropyGradient: lowerCrossEntropyGradient,
  sgdUpdate: lowerSgdUpdate,
  adamUpdate: lowerAdamUpdate,
  random: lowerRandom,
}

/** The tasks that do what a kernel call does; null when no compiled kernel does. */
export function lowerCall(
  context: Context,
  { kernel, args }: Call,
): readonly (Task | HostTask)[] | null {
  return lowerings[kernel]?.(context, args) ?? null
}
