import {
  add,
  astype,
  concat,
  copyInto,
  type FloatDType,
  multiply,
  permuteDims,
  reshape,
  slice,
  type Tensor,
  zeros,
} from '@handwritten/tensor'
import type { Measured } from './criterion'

/** A buffer that a part of a batch changed, and a copy of what it held before the batch. */
export interface ChangedBuffer {
  readonly buffer: Tensor
  readonly before: Tensor
}

/** What a part of a batch produced. The gradients are those of its parameters. */
export interface PartResult {
  readonly measured: Measured
  /** What the part counts for in a mean over the batch. */
  readonly weight: number
  /** What its loss counts for. */
  readonly lossWeight: number
  readonly changed: readonly ChangedBuffer[]
  /** Whether it is the first part of the batch, which decides about buffers that are not floats. */
  readonly isFirst: boolean
}

/** Elements at the end of a vector that are not part of the sum of tensors. */
export const SPARE_WORDS = 7

/**
 * Everything that parts of a batch add up, as one vector: gradients in the memory order of their
 * parameters, changes of buffers, loss, correct predictions, and `SPARE_WORDS` zeros.
 */
export function packed(parameters: readonly Tensor[], result: PartResult): Tensor {
  const { measured, weight, lossWeight, changed, isFirst } = result
  const dtype = vectorType(parameters, changed)
  const flat = (values: Tensor) => reshape(astype(values, dtype), [-1])
  return concat([
    ...parameters.map((parameter) =>
      parameter.grad
        ? flat(inMemoryOrder(parameter.grad, parameter))
        : zeros([parameter.size], { dtype }),
    ),
    ...changed.map(({ buffer, before }) => {
      const share = isFloat(buffer) ? weight : Number(isFirst)
      const change = add(astype(buffer, dtype), multiply(astype(before, dtype), -1))
      return flat(multiply(change, share))
    }),
    flat(multiply(astype(measured.loss, dtype), lossWeight)),
    flat(measured.correct),
    zeros([SPARE_WORDS], { dtype }),
  ])
}

/**
 * Gives the parameters the gradients, and the buffers the changes, of a sum of vectors; returns loss
 * and correct predictions of the batch. A parameter that had no gradient still has none.
 */
export function unpack(
  vector: Tensor,
  parameters: readonly Tensor[],
  changed: readonly ChangedBuffer[],
): Measured {
  let at = 0
  const next = (size: number) => {
    at += size
    return slice(vector, [[at - size, at]])
  }
  for (const parameter of parameters) {
    const values = next(parameter.size)
    if (parameter.grad) parameter.grad = astype(fromMemoryOrder(values, parameter), parameter.dtype)
  }
  for (const { buffer, before } of changed) {
    const change = reshape(next(buffer.size), buffer.shape)
    copyInto(buffer, add(astype(before, vector.dtype), change))
  }
  return { loss: reshape(next(1), []), correct: reshape(next(1), []) }
}

/** The sum of vectors: neighbours first, then neighbouring pairs, and so on. */
export function treeSum(vectors: readonly Tensor[]): Tensor {
  if (vectors.length === 1) return vectors[0]
  const pairs = Array.from({ length: Math.ceil(vectors.length / 2) }, (_, i) =>
    2 * i + 1 < vectors.length ? add(vectors[2 * i], vectors[2 * i + 1]) : vectors[2 * i],
  )
  return treeSum(pairs)
}

function vectorType(parameters: readonly Tensor[], changed: readonly ChangedBuffer[]): FloatDType {
  const tensors = [...parameters, ...changed.map(({ buffer }) => buffer)]
  return tensors.some(({ dtype }) => dtype === 'float64') ? 'float64' : 'float32'
}

function isFloat({ dtype }: Tensor): boolean {
  return dtype === 'float32' || dtype === 'float64'
}

/** The axes of a tensor from the one with the largest step in memory to the one with the smallest. */
function axesOf({ strides }: Tensor): number[] {
  return strides.map((_, axis) => axis).sort((a, b) => strides[b] - strides[a] || a - b)
}

function inMemoryOrder(gradient: Tensor, parameter: Tensor): Tensor {
  return permuteDims(gradient, axesOf(parameter))
}

function fromMemoryOrder(values: Tensor, parameter: Tensor): Tensor {
  const axes = axesOf(parameter)
  const shaped = reshape(
    values,
    axes.map((axis) => parameter.shape[axis]),
  )
  return permuteDims(
    shaped,
    axes.map((_, axis) => axes.indexOf(axis)),
  )
}
