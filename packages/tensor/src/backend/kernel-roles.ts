import type { Backend } from './backend'

/** The names of a backend's kernels. */
export type KernelName = Exclude<keyof Backend, 'name'>

/** What a kernel does with one of its arguments: an `update` is read and then written. */
export type Role = 'read' | 'write' | 'update' | 'value'

/** The role of each argument of each kernel, in the order of the `Backend` interface. */
const words: Readonly<Record<KernelName, string>> = {
  fill: 'write value',
  copy: 'read write',
  accumulate: 'read update',
  unary: 'value read write',
  binary: 'value read read write',
  where: 'read read read write',
  reduce: 'value read write',
  argReduce: 'value read value write',
  cumulative: 'value read value write',
  sort: 'read value write',
  argsort: 'read value write',
  nonzero: 'read write',
  softmax: 'read value write',
  logSoftmax: 'read value write',
  matmul: 'read read write',
  linear: 'read read read value write',
  conv2d: 'read read read value value write',
  conv2dInputGradient: 'read read value write',
  conv2dWeightGradient: 'read read value write',
  maxPool2d: 'read value write write',
  maxPool2dGradient: 'read read value write',
  avgPool2d: 'read value write',
  avgPool2dGradient: 'read value write',
  take: 'read read value write',
  scatterAdd: 'read read value update',
  takeAlongAxis: 'read read value write',
  scatterAddAlongAxis: 'read read value update',
  gatherRows: 'read read value value write',
  toCsr: 'read read value value write write',
  csrToCsc: 'read read write write',
  csrMatmul: 'read read read value read value write',
  softmaxCrossEntropy: 'read read value write write write',
  softmaxCrossEntropyGradient: 'read read value read write',
  sgdUpdate: 'update read update read value',
  adamUpdate: 'update read update update update read value',
  random: 'value update write',
  exchange: 'value update',
}

/** The role of each argument of each kernel. */
export const kernelRoles = Object.fromEntries(
  Object.entries(words).map(([kernel, roles]) => [kernel, roles.split(' ')]),
) as unknown as Readonly<Record<KernelName, readonly Role[]>>
