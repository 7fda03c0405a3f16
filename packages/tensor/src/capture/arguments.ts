import { isRecording } from '../autograd/tape/graph'
import { tensorCheck } from '../core/checks'
import { CaptureError, ValueError } from '../core/errors'
import { isContiguous } from '../core/layout'
import type { Storage } from '../core/storage'
import type { Tensor } from '../core/tensor'
import { gatherRows } from '../ops/gather-rows'
import { copyInto } from '../ops/in-place'
import { isSparse, type SparseSource } from '../sparse/csr'

/**
 * What has to be alike in two arguments for one program to serve both. Sparse rows are alike when they
 * come from the same bytes.
 */
export function argumentKey(arg: Tensor): string {
  if (!isSparse(arg)) return `${arg.dtype}[${arg.shape}]`
  const { source, rows, scale, shift, background } = arg.origin
  const place = `${numberOf(source.storage)} ${source.offset} ${source.strides} ${source.shape}`
  return `sparse[${rows.shape}] of ${place}: ${background} ${scale} ${shift}`
}

/** What is copied in for each argument: of sparse rows their numbers, which are gathered anew inside. */
export function inputsOf(args: readonly Tensor[]): readonly Tensor[] {
  return args.map((arg) => (isSparse(arg) ? arg.origin.rows : arg))
}

/** Copies an argument to where its program reads it, a tensor like it; without an operation where it is contiguous. */
export function copyArgument(target: Tensor, argument: Tensor): void {
  if (!isContiguous(argument) || !isContiguous(target)) {
    copyInto(target, argument)
    return
  }
  const { data, offset, size } = argument
  target.data.set(size === data.length ? data : data.subarray(offset, offset + size))
  target.storage.version++
}

/** Where sparse arguments come from, null for others. */
export function originsOf(args: readonly Tensor[]): readonly (SparseSource | null)[] {
  return args.map((arg) => (isSparse(arg) ? arg.origin : null))
}

/** What the function is given, made from its inputs while it is recorded. */
export function parametersOf(
  inputs: readonly Tensor[],
  origins: readonly (SparseSource | null)[],
): readonly Tensor[] {
  return inputs.map((input, i) => {
    const origin = origins[i]
    if (origin === null) return input
    const { source, scale, shift, background } = origin
    return gatherRows(source, input, { scale, shift, background })
  })
}

/** @throws ValueError for an argument of a captured function that is not a tensor */
export function checkTensors(args: readonly unknown[]): void {
  args.forEach((arg, i) => {
    const problem = tensorCheck(arg, `argument ${i}`)
    if (problem !== undefined) throw new ValueError(`capture: ${problem}`)
  })
}

/** @throws CaptureError when a gradient would have to flow out of the function through an argument */
export function checkArguments(args: readonly Tensor[]): void {
  const at = args.findIndex((arg) => arg.requiresGrad)
  if (at < 0 || !isRecording()) return
  throw new CaptureError(
    `capture: argument ${at} requires a gradient, which cannot flow out of a captured function; use the ` +
      'tensor from outside instead of passing it, or pass it detached',
  )
}

const numbers = new WeakMap<Storage, number>()
let count = 0

/** A number that names a storage. */
function numberOf(storage: Storage): number {
  const number = numbers.get(storage) ?? count++
  numbers.set(storage, number)
  return number
}
