import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Tensor } from '../../src'
import { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { ResidentStorage } from '../../src/backend/wasm/memory/resident-storage'
import { singleThread } from '../../src/backend/wasm/threads/single-thread'
import { empty, emptyPictures } from '../../src/core/empty'
import type { ConvolutionGeometry } from '../../src/core/picture-geometry'
import { Storage } from '../../src/core/storage'
import { type ConvolutionCase, convolutionCases } from '../support/picture-cases'
import { wasmBackend } from '../support/wasm-backend'
import { fusedMultiplyAdd, multiplyAdd } from './fused-twin'
import { firstDifference, forms, numbers } from './support'

type MultiplyAdd = typeof multiplyAdd
const { fround } = Math

const random = (shape: readonly number[], seed: number, special: boolean, like: Tensor): Tensor => {
  const storage = new Storage(numbers('float32', like.size, seed, special), 'float32')
  return new Tensor(storage, shape, like.strides)
}

/** x[n, c, u, v] of a tensor. */
function at({ storage, strides, offset }: Tensor, ...index: number[]): number {
  return storage.data[index.reduce((sum, i, axis) => sum + i * strides[axis], offset)]
}

/** A sum that starts at 0 and takes its terms one after the other. */
function chain(terms: readonly (readonly [number, number])[], add: MultiplyAdd): number {
  return terms.reduce((sum, [a, b]) => add(a, b, sum), 0)
}

/** What a sum over channels and taps meets: in the order of taps and then channels where those are many. */
function inOrder<T>(
  channels: number,
  kernel: readonly number[],
  term: (q: number, a: number, b: number) => T | null,
): T[] {
  const found: { q: number; tap: number; value: T }[] = []
  for (let q = 0; q < channels; q++) {
    for (let tap = 0; tap < kernel[0] * kernel[1]; tap++) {
      const value = term(q, Math.floor(tap / kernel[1]), tap % kernel[1])
      if (value !== null) found.push({ q, tap, value })
    }
  }
  if (channels >= kernel[1]) found.sort((x, y) => x.tap - y.tap || x.q - y.q)
  return found.map(({ value }) => value)
}

const inside = (x: Tensor, u: number, v: number) =>
  u >= 0 && v >= 0 && u < x.shape[2] && v < x.shape[3]

/** Each element of `out` in row-major order. */
function each(
  out: Tensor,
  value: (n: number, c: number, y: number, z: number) => number,
): number[] {
  const [n, c, h, w] = out.shape
  return Array.from({ length: n * c * h * w }, (_, i) =>
    value(Math.floor(i / (c * h * w)), Math.floor(i / (h * w)) % c, Math.floor(i / w) % h, i % w),
  )
}

function forward(
  [x, weight, bias, out]: Tensor[],
  { stride, padding, dilation, groups }: ConvolutionGeometry,
  relu: boolean,
  add: MultiplyAdd,
): number[] {
  const [outputs, inputs, ...kernel] = weight.shape
  return each(out, (n, o, y, z) => {
    const first = Math.floor(o / (outputs / groups)) * inputs
    const terms = inOrder(inputs, kernel, (q, a, b) => {
      const u = y * stride[0] + a * dilation[0] - padding[0]
      const v = z * stride[1] + b * dilation[1] - padding[1]
      return inside(x, u, v) ? ([at(weight, o, q, a, b), at(x, n, first + q, u, v)] as const) : null
    })
    const sum = fround(chain(terms, add) + at(bias, o))
    return relu && sum <= 0 ? 0 : sum
  })
}

function inputGradient(
  [g, weight, out]: Tensor[],
  { stride, padding, dilation, groups }: ConvolutionGeometry,
  add: MultiplyAdd,
): number[] {
  const [outputs, inputs, ...kernel] = weight.shape
  const groupOutputs = outputs / groups
  return each(out, (n, c, u, v) => {
    const first = Math.floor(c / inputs) * groupOutputs
    const terms = inOrder(groupOutputs, kernel, (o, a, b) => {
      const y = (u + padding[0] - a * dilation[0]) / stride[0]
      const z = (v + padding[1] - b * dilation[1]) / stride[1]
      if (!Number.isInteger(y) || !Number.isInteger(z) || !inside(g, y, z)) return null
      return [at(weight, first + o, c % inputs, a, b), at(g, n, first + o, y, z)] as const
    })
    return chain(terms, add)
  })
}

function weightGradient(
  [x, g, out]: Tensor[],
  { stride, padding, dilation, groups }: ConvolutionGeometry,
  add: MultiplyAdd,
): number[] {
  const [outputs, inputs] = out.shape
  const [batch, , rows, columns] = g.shape
  const runLength = stride[1] === 1 ? batch * columns : batch
  return each(out, (o, q, a, b) => {
    const c = Math.floor(o / (outputs / groups)) * inputs + q
    const lanes = [0, 0, 0, 0]
    for (let y = 0; y < rows; y++) {
      for (let place = 0; place < columns * batch; place++) {
        const [z, n] = [Math.floor(place / batch), place % batch]
        const u = y * stride[0] + a * dilation[0] - padding[0]
        const v = z * stride[1] + b * dilation[1] - padding[1]
        const factor = inside(x, u, v) ? at(x, n, c, u, v) : 0
        const lane = (place % runLength) % 4
        lanes[lane] = add(at(g, n, o, y, z), factor, lanes[lane])
      }
    }
    return fround(fround(lanes[0] + lanes[1]) + fround(lanes[2] + lanes[3]))
  })
}

const zeroSigns = (values: ArrayLike<number>) => Array.from(values, (value) => value + 0)

describe.each(forms)('convolutions with %s', (form) => {
  const memory = new KernelMemory({ fused: form === 'fused' })
  const add = form === 'fused' ? fusedMultiplyAdd : multiplyAdd
  const pool = singleThread(memory)
  const backend = wasmBackend(new ResidentStorage(memory), () => pool)

  function compare(c: ConvolutionCase, special: boolean): void {
    const { n, groups, inputs, outputs, size, kernel, stride, padding, dilation, seed } = c
    const geometry = { stride, padding, dilation, groups }
    const [rows, columns] = [0, 1].map(
      (i) =>
        Math.floor((size[i] + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1) / stride[i]) + 1,
    )
    const pictures = (shape: number[], at: number) =>
      random(shape, seed + at, special, emptyPictures(shape, 'float32'))
    const plain = (shape: number[], at: number) =>
      random(shape, seed + at, special, empty(shape, 'float32'))
    const x = pictures([n, inputs * groups, ...size], 1)
    const g = pictures([n, outputs * groups, rows, columns], 2)
    const weight = plain([outputs * groups, inputs, ...kernel], 3)
    const bias = plain([outputs * groups], 4)
    const equal = (out: Tensor, expected: number[]) =>
      expect(firstDifference(zeroSigns(out.toTypedArray()), zeroSigns(expected))).toBeNull()
    const y = emptyPictures(g.shape, 'float32')
    backend.conv2d(x, weight, bias, geometry, c.relu ? 'relu' : 'none', y)
    equal(y, forward([x, weight, bias, y], geometry, c.relu, add))
    const dx = emptyPictures(x.shape, 'float32')
    backend.conv2dInputGradient(g, weight, geometry, dx)
    equal(dx, inputGradient([g, weight, dx], geometry, add))
    const dw = empty(weight.shape, 'float32')
    backend.conv2dWeightGradient(x, g, geometry, dw)
    equal(dw, weightGradient([x, g, dw], geometry, add))
  }

  it('take the terms of a sum in the order that their headers promise, bit for bit', () => {
    fc.assert(fc.property(convolutionCases, fc.boolean(), compare), { numRuns: 120 })
  })

  it('have the same bits with tiles for vectors of 256 bits', () => {
    memory.wide = 1
    fc.assert(fc.property(convolutionCases, fc.boolean(), compare), { numRuns: 60 })
    memory.wide = 0
  })
})
