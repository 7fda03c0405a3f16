import type { Kernel, KernelName } from '../backend/kernel'
import { conv2dInputGradientKernel, conv2dKernel, conv2dWeightGradientKernel } from './convolution'
import { accumulateKernel, copyKernel, fillKernel } from './copy-fill'
import { softmaxCrossEntropyGradientKernel, softmaxCrossEntropyKernel } from './cross-entropy'
import { csrMatmulKernel, csrToCscKernel, toCsrKernel } from './csr'
import { binaryKernel, unaryKernel, whereKernel } from './elementwise'
import { exchangeKernel } from './exchange'
import {
  gatherRowsKernel,
  scatterAddAlongAxisKernel,
  scatterAddKernel,
  takeAlongAxisKernel,
  takeKernel,
} from './gather'
import { linearKernel, matmulKernel } from './matmul'
import { adamUpdateKernel, sgdUpdateKernel } from './optimizers'
import {
  avgPool2dGradientKernel,
  avgPool2dKernel,
  maxPool2dGradientKernel,
  maxPool2dKernel,
} from './pooling'
import { randomKernel } from './random'
import { argReduceKernel, logSoftmaxKernel, reduceKernel, softmaxKernel } from './reduce'
import { argsortKernel, cumulativeKernel, nonzeroKernel, sortKernel } from './sort'

/** Every kernel by its name. */
export const allKernels: { readonly [K in KernelName]: Kernel<K> } = {
  fill: fillKernel,
  copy: copyKernel,
  accumulate: accumulateKernel,
  unary: unaryKernel,
  binary: binaryKernel,
  where: whereKernel,
  reduce: reduceKernel,
  argReduce: argReduceKernel,
  cumulative: cumulativeKernel,
  sort: sortKernel,
  argsort: argsortKernel,
  nonzero: nonzeroKernel,
  softmax: softmaxKernel,
  logSoftmax: logSoftmaxKernel,
  matmul: matmulKernel,
  linear: linearKernel,
  conv2d: conv2dKernel,
  conv2dInputGradient: conv2dInputGradientKernel,
  conv2dWeightGradient: conv2dWeightGradientKernel,
  maxPool2d: maxPool2dKernel,
  maxPool2dGradient: maxPool2dGradientKernel,
  avgPool2d: avgPool2dKernel,
  avgPool2dGradient: avgPool2dGradientKernel,
  take: takeKernel,
  scatterAdd: scatterAddKernel,
  takeAlongAxis: takeAlongAxisKernel,
  scatterAddAlongAxis: scatterAddAlongAxisKernel,
  gatherRows: gatherRowsKernel,
  toCsr: toCsrKernel,
  csrToCsc: csrToCscKernel,
  csrMatmul: csrMatmulKernel,
  softmaxCrossEntropy: softmaxCrossEntropyKernel,
  softmaxCrossEntropyGradient: softmaxCrossEntropyGradientKernel,
  sgdUpdate: sgdUpdateKernel,
  adamUpdate: adamUpdateKernel,
  random: randomKernel,
  exchange: exchangeKernel,
}
