import fc from 'fast-check'
import { copy, Generator, permuteDims, type Tensor } from '../../src'

/** A convolution; pairs are of rows and columns. */
export interface ConvolutionCase {
  n: number
  groups: number
  /** Channels of a group. */
  inputs: number
  outputs: number
  size: [number, number]
  kernel: [number, number]
  stride: [number, number]
  padding: [number, number]
  dilation: [number, number]
  bias: boolean
  relu: boolean
  /** Whether pictures lie one after the other, instead of side by side. */
  rowMajor: boolean
  seed: number
}

const pair = (min: number, max: number) =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }))

/** Batches that meet every remainder of tiles of 16, and none. */
const batch = fc.constantFrom(0, 1, 2, 3, 4, 5, 8, 9, 15, 16, 17, 33)

export const convolutionCases: fc.Arbitrary<ConvolutionCase> = fc
  .record({
    n: batch,
    groups: fc.integer({ min: 1, max: 3 }),
    inputs: fc.integer({ min: 1, max: 5 }),
    outputs: fc.integer({ min: 1, max: 6 }),
    size: pair(1, 9),
    kernel: pair(1, 4),
    stride: pair(1, 3),
    padding: pair(0, 3),
    dilation: pair(1, 3),
    bias: fc.boolean(),
    relu: fc.boolean(),
    rowMajor: fc.boolean(),
    seed: fc.nat(1_000_000),
  })
  .filter(({ size, kernel, padding, dilation }) =>
    [0, 1].every((i) => dilation[i] * (kernel[i] - 1) + 1 <= size[i] + 2 * padding[i]),
  )

export interface PoolCase {
  n: number
  channels: number
  size: [number, number]
  window: [number, number]
  stride: [number, number]
  padding: [number, number]
  ceilMode: boolean
  countIncludePad: boolean
  rowMajor: boolean
  seed: number
}

export const poolCases: fc.Arbitrary<PoolCase> = fc
  .record({
    n: batch,
    channels: fc.integer({ min: 1, max: 3 }),
    size: pair(1, 9),
    window: pair(1, 4),
    stride: pair(1, 3),
    padding: pair(0, 2),
    ceilMode: fc.boolean(),
    countIncludePad: fc.boolean(),
    rowMajor: fc.boolean(),
    seed: fc.nat(1_000_000),
  })
  .filter(({ size, window, padding }) =>
    [0, 1].every((i) => 2 * padding[i] <= window[i] && window[i] <= size[i] + 2 * padding[i]),
  )

/** Uniform numbers in [-1, 1); of four axes, the first may be the innermost in memory. */
export function picturesOf(shape: readonly number[], seed: number, rowMajor = true): Tensor {
  const x = new Generator(seed).uniform(shape, { low: -1, high: 1 })
  return rowMajor || shape.length !== 4 ? x : batchInnermost(x)
}

/** A copy whose first axis is the innermost in memory. */
export function batchInnermost(x: Tensor): Tensor {
  return permuteDims(copy(permuteDims(x, [1, 2, 3, 0])), [3, 0, 1, 2])
}
