import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Backend, type BinaryOp, type DType, reference, Tensor, type UnaryOp } from '../../src'
import type { KernelName } from '../../src/backend/kernel'
import {
  binaryOps,
  compareOps,
  unaryOps,
} from '../../src/backend/wasm/compiler/lower/operation-codes'
import { ProgramContext } from '../../src/backend/wasm/compiler/tasks/program-context'
import { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { ResidentStorage } from '../../src/backend/wasm/memory/resident-storage'
import { singleThread } from '../../src/backend/wasm/threads/single-thread'
import { empty } from '../../src/core/empty'
import { Storage } from '../../src/core/storage'
import { allKernels } from '../../src/kernels/all-kernels'
import { firstDifference } from '../kernels/support'
import { arbitraryView } from '../support/views'
import { wasmBackend } from '../support/wasm-backend'

const memory = new KernelMemory()
const pool = singleThread(memory)
const wasm = wasmBackend(new ResidentStorage(memory), () => pool)

/** A copy of a tensor with the same layout in memory of its own. */
function twin(x: Tensor): Tensor {
  const storage = Storage.allocate(x.dtype, x.storage.data.length)
  storage.data.set(x.storage.data)
  return new Tensor(storage, x.shape, x.strides, x.offset)
}

/** Asserts that a call has a compiled kernel unless there is nothing to compute, and that this does with `out` what the reference does. */
function agree(kernel: KernelName, out: Tensor, args: (out: Tensor) => unknown[]): void {
  const { lowering } = allKernels[kernel]
  const given = args(out) as Tensor[]
  if (out.size > 0) {
    expect(
      lowering?.lower(new ProgramContext(2, 0, new Set()), given) ?? null,
      `${kernel} has no kernel`,
    ).not.toBeNull()
  }
  const expected = twin(out)
  const run = (backend: Backend, result: Tensor) =>
    (backend[kernel] as (...args: unknown[]) => void)(...args(result))
  run(reference, expected)
  run(wasm, out)
  expect(firstDifference(out.storage.data, expected.storage.data)).toBeNull()
}

const floats = fc.constantFrom<DType>('float32', 'float64')
const dtypes = fc.constantFrom<DType>('float32', 'float64', 'int32', 'uint8', 'bool')
const anyView = (dtype: fc.Arbitrary<DType>) => dtype.chain(arbitraryView)
const approximated = ['exp', 'log', 'tanh', 'expm1', 'log1p', 'erf', 'sigmoid', 'softplus']

/** The shape of a reduction of the axes whose bit is set. */
const reduced = (x: Tensor, mask: number) => x.shape.map((n, axis) => ((mask >> axis) & 1 ? 1 : n))

describe('compiled kernels through the backend, on views of any layout', () => {
  it('unary', () => {
    fc.assert(
      fc.property(anyView(floats), fc.constantFrom<UnaryOp>(...unaryOps), (x, op) => {
        if (x.dtype === 'float32' && approximated.includes(op)) return
        agree('unary', empty(x.shape, x.dtype), (out) => [op, x, out])
      }),
      { numRuns: 400 },
    )
  })

  it('binary and comparisons, with an operand that lies otherwise', () => {
    const ops = fc.constantFrom<BinaryOp>(...binaryOps, ...compareOps)
    fc.assert(
      fc.property(anyView(floats), ops, fc.boolean(), (x, op, turned) => {
        const axes = [...x.shape.keys()].reverse()
        const order = axes.map((axis) => x.shape[axis])
        const other = new Tensor(x.storage, x.shape, x.strides, x.offset)
        const flat = empty(order, x.dtype)
        flat.storage.data.forEach((_, i, data) => {
          data[i] = Math.sin(i)
        })
        const strides = axes.map((_, axis) => flat.strides[axes.indexOf(axis)])
        const b = turned ? new Tensor(flat.storage, x.shape, strides) : other
        const dtype = compareOps.includes(op) ? 'bool' : x.dtype
        agree('binary', empty(x.shape, dtype), (out) => [op, x, b, out])
      }),
      { numRuns: 400 },
    )
  })

  it('copies between dtypes and fills', () => {
    fc.assert(
      fc.property(anyView(dtypes), dtypes, (x, to) => {
        agree('copy', empty(x.shape, to), (out) => [x, out])
        agree('copy', twin(x), (out) => [x, out])
        agree('fill', empty(x.shape, to), (out) => [out, 1])
      }),
      { numRuns: 300 },
    )
  })

  it('sums into windows that overlap', () => {
    const sizes = fc.record({
      n: fc.integer({ min: 1, max: 3 }),
      wide: fc.integer({ min: 3, max: 70 }),
    })
    fc.assert(
      fc.property(sizes, floats, ({ n, wide }, dtype) => {
        const out = empty([n, wide + 2], dtype)
        const x = empty([n, wide, 3], dtype)
        x.storage.data.forEach((_, i, data) => {
          data[i] = Math.sin(i)
        })
        const windows = (tensor: Tensor) => new Tensor(tensor.storage, x.shape, [wide + 2, 1, 1])
        agree('accumulate', out, (target) => [x, windows(target)])
      }),
    )
  })

  it('reductions over any axes', () => {
    const ops = fc.constantFrom('sum', 'prod', 'max', 'min', 'logSumExp')
    const numeric = fc.constantFrom<DType>('float32', 'float64', 'int32')
    fc.assert(
      fc.property(anyView(numeric), ops, fc.nat(15), (x, op, mask) => {
        const shape = reduced(x, mask)
        if (x.size === 0 && op !== 'sum' && op !== 'prod') return
        if (x.dtype === 'int32' && op === 'logSumExp') return
        agree('reduce', empty(shape, x.dtype), (out) => [op, x, out])
      }),
      { numRuns: 500 },
    )
  })

  it('sums of bools, which are integers', () => {
    fc.assert(
      fc.property(arbitraryView('bool'), fc.nat(15), (x, mask) => {
        agree('reduce', empty(reduced(x, mask), 'int32'), (out) => ['sum', x, out])
      }),
    )
  })

  it('extremes, softmax and its logarithm along any axis', () => {
    fc.assert(
      fc.property(anyView(dtypes), fc.nat(3), fc.boolean(), (x, at, isMax) => {
        if (x.ndim === 0 || x.size === 0) return
        const axis = at % x.ndim
        const positions = empty(reduced(x, 1 << axis), 'int32')
        agree('argReduce', positions, (out) => [isMax ? 'argmax' : 'argmin', x, axis, out])
        if (x.dtype !== 'float32' && x.dtype !== 'float64') return
        agree('softmax', empty(x.shape, x.dtype), (out) => [x, axis, out])
        agree('logSoftmax', empty(x.shape, x.dtype), (out) => [x, axis, out])
      }),
      { numRuns: 300 },
    )
  })

  it('elements at indices, and sums into them', () => {
    fc.assert(
      fc.property(anyView(floats), fc.nat(3), fc.nat(6), fc.nat(), (x, at, count, seed) => {
        if (x.ndim === 0 || x.size === 0) return
        const axis = at % x.ndim
        const size = x.shape[axis]
        const indices = (shape: readonly number[]) => {
          const tensor = empty(shape, 'int32')
          tensor.storage.data.forEach((_, i, data) => {
            data[i] = ((seed + 7 * i) % (2 * size)) - size
          })
          return tensor
        }
        const beside = x.shape.with(axis, count)
        const [named, along] = [indices([count]), indices(beside)]
        agree('take', empty(beside, x.dtype), (out) => [x, named, axis, out])
        agree('takeAlongAxis', empty(beside, x.dtype), (out) => [x, along, axis, out])
        const spread = empty(x.shape.with(axis, 4), x.dtype)
        const four = (tensor: Tensor<'int32'>) => {
          tensor.storage.data.forEach((index, i, data) => {
            data[i] = index % 4
          })
          return tensor
        }
        agree('scatterAdd', spread, (out) => [x, four(indices([size])), axis, out])
        agree('scatterAddAlongAxis', spread, (out) => [x, four(indices(x.shape)), axis, out])
      }),
      { numRuns: 300 },
    )
  })

  it('random numbers, and the state behind them', () => {
    const kinds = fc.constantFrom(
      ...(['uniform', 'normal'] as const).flatMap((name) => [
        [name, 'float32'] as const,
        [name, 'float64'] as const,
      ]),
      ['bits', 'int32'] as const,
    )
    const words = fc.tuple(fc.integer(), fc.integer(), fc.integer(), fc.nat(1000))
    fc.assert(
      fc.property(kinds, words, fc.nat(70), ([name, dtype], start, length) => {
        const states: Tensor[] = []
        agree('random', empty([length], dtype), (out) => {
          const state = empty([4], 'int32')
          state.storage.data.set(start)
          states.push(state)
          return [name, state, out]
        })
        const [, byReference, byKernel] = states.map(({ storage }) => [...storage.data])
        expect(byKernel).toEqual(byReference)
      }),
    )
  })
})
