import type { Kernel } from '../backend/kernel'
import { argReduce, reduce } from '../backend/reference/reduce'
import { logSoftmax, softmax } from '../backend/reference/softmax'
import {
  lowerArgReduce,
  lowerLogSoftmax,
  lowerReduce,
  lowerSoftmax,
} from '../backend/wasm/compiler/lower/reduce'

export const reduceKernel: Kernel<'reduce'> = {
  name: 'reduce',
  roles: ['value', 'read', 'write'],
  reference: reduce,
  lowering: { lower: lowerReduce },
}

export const argReduceKernel: Kernel<'argReduce'> = {
  name: 'argReduce',
  roles: ['value', 'read', 'value', 'write'],
  reference: argReduce,
  lowering: { lower: lowerArgReduce },
}

export const softmaxKernel: Kernel<'softmax'> = {
  name: 'softmax',
  roles: ['read', 'value', 'write'],
  reference: softmax,
  lowering: { lower: lowerSoftmax },
}

export const logSoftmaxKernel: Kernel<'logSoftmax'> = {
  name: 'logSoftmax',
  roles: ['read', 'value', 'write'],
  reference: logSoftmax,
  lowering: { lower: lowerLogSoftmax },
}
