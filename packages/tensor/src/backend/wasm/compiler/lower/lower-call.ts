import type { Call } from '../../../../capture/trace'
import type { KernelName } from '../../../kernel-roles'
import type { Context } from '../tasks/lowering-context'
import type { HostTask, Task } from '../tasks/task'
import { lowerConv2d, lowerConv2dInputGradient } from './convolution'
import { lowerConv2dWeightGradient } from './convolution-weights'
import { lowerAccumulate, lowerCopy, lowerFill } from './copy-fill'
import { lowerCrossEntropy, lowerCrossEntropyGradient } from './cross-entropy'
import { lowerCsrMatmul, lowerCsrToCsc, lowerToCsr } from './csr'
import { lowerBinary, lowerUnary, lowerWhere } from './elementwise'
import { lowerGatherRows, lowerTake } from './gather'
import { lowerLinear, lowerMatmul } from './matmul'
import { lowerAdamUpdate, lowerSgdUpdate } from './optimizers'
import {
  lowerAvgPool2d,
  lowerAvgPool2dGradient,
  lowerMaxPool2d,
  lowerMaxPool2dGradient,
} from './pooling'
import { lowerRandom } from './random'
import { lowerArgReduce, lowerReduce, lowerSoftmax } from './reduce'
import { lowerScatterAdd, lowerScatterAddAlongAxis, lowerTakeAlongAxis } from './take-along-axis'

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
  conv2d: lowerConv2d,
  conv2dInputGradient: lowerConv2dInputGradient,
  conv2dWeightGradient: lowerConv2dWeightGradient,
  maxPool2d: lowerMaxPool2d,
  maxPool2dGradient: lowerMaxPool2dGradient,
  avgPool2d: lowerAvgPool2d,
  avgPool2dGradient: lowerAvgPool2dGradient,
  reduce: lowerReduce,
  argReduce: lowerArgReduce,
  softmax: lowerSoftmax(0),
  logSoftmax: lowerSoftmax(1),
  take: lowerTake,
  scatterAdd: lowerScatterAdd,
  takeAlongAxis: lowerTakeAlongAxis,
  scatterAddAlongAxis: lowerScatterAddAlongAxis,
  gatherRows: lowerGatherRows,
  toCsr: lowerToCsr,
  csrToCsc: lowerCsrToCsc,
  csrMatmul: lowerCsrMatmul,
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
