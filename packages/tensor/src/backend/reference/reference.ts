import type { Backend } from '../backend'
import { conv2d, conv2dInputGradient, conv2dWeightGradient } from './convolution'
import { softmaxCrossEntropy, softmaxCrossEntropyGradient } from './cross-entropy'
import { csrMatmul, csrToCsc, toCsr } from './csr'
import { accumulate, binary, copy, fill, unary, where } from './elementwise'
import { exchange } from './exchange'
import { gatherRows, scatterAdd, scatterAddAlongAxis, take, takeAlongAxis } from './gather'
import { linear, matmul } from './matmul'
import { adamUpdate, sgdUpdate } from './optimizers'
import { avgPool2d, avgPool2dGradient, maxPool2d, maxPool2dGradient } from './pooling'
import { random } from './random'
import { argReduce, cumulative, reduce } from './reduce'
import { logSoftmax, softmax } from './softmax'
import { argsort, nonzero, sort } from './sort'

/**
 * Every kernel for every dtype in plain TypeScript: the truth that other backends are compared with.
 * Arithmetic and sums are in float64, and round once when stored.
 */
export const reference: Backend = {
  name: 'reference',
  fill,
  copy,
  accumulate,
  unary,
  binary,
  where,
  reduce,
  argReduce,
  cumulative,
  sort,
  argsort,
  nonzero,
  softmax,
  logSoftmax,
  matmul,
  linear,
  conv2d,
  conv2dInputGradient,
  conv2dWeightGradient,
  maxPool2d,
  maxPool2dGradient,
  avgPool2d,
  avgPool2dGradient,
  take,
  scatterAdd,
  takeAlongAxis,
  scatterAddAlongAxis,
  gatherRows,
  toCsr,
  csrToCsc,
  csrMatmul,
  softmaxCrossEntropy,
  softmaxCrossEntropyGradient,
  sgdUpdate,
  adamUpdate,
  random,
  exchange,
}
