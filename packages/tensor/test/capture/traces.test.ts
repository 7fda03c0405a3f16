import { describe, expect, it } from 'vitest'
import type { Backend } from '../../src'
import {
  add,
  CaptureError,
  copyInto,
  exp,
  fill,
  linear,
  ones,
  sgdUpdate,
  sin,
  slice,
  sum,
  type Tensor,
  tensor,
} from '../../src'
import { withExecutor } from '../../src/backend/executor'
import { referenceExecutor } from '../../src/backend/reference/reference-executor'
import { traceDifference } from '../../src/capture/compare-traces'
import { LeafGradients } from '../../src/capture/leaf-gradients'
import { Recorder } from '../../src/capture/recorder'
import { writtenOutside } from '../../src/capture/trace'
import { withMemoryObserver } from '../../src/core/memory-observer'
import { backendFor } from '../../src/kernels/backend-adapter'

/** A recorder on the reference backend, and what it writes down while `body` runs. */
function recorded(body: (backend: Backend) => unknown) {
  const recorder = new Recorder(referenceExecutor)
  withMemoryObserver(recorder, () => withExecutor(recorder, () => body(backendFor(recorder))))
  return recorder.trace()
}

const x: Tensor = tensor([1, 2])

describe('a trace', () => {
  it('has the kernels in order, with tensors and values in theirs', () => {
    let y: Tensor | undefined
    const { calls } = recorded(() => {
      y = exp(x)
      sin(y)
    })
    expect(calls.map(({ kernel, args: [name] }) => [kernel.name, name])).toEqual([
      ['unary', 'exp'],
      ['unary', 'sin'],
    ])
    expect(calls[0].args[1]).toBe(x)
    expect(calls[0].args[2]).toBe(calls[1].args[1])
    expect((calls[0].args[2] as Tensor).storage).toBe(y?.storage)
  })

  it('tells memory that was there from memory that was made', () => {
    const { born, outside } = recorded(() => add(exp(x), tensor([3, 4])))
    expect([...outside]).toEqual([x.storage])
    expect([...born.values()].sort()).toEqual(['constant', 'overwritten', 'overwritten'])
  })

  it('has null for an argument that is absent', () => {
    const { calls } = recorded(() => linear(ones([1, 2]), ones([3, 2])))
    expect(calls.at(-1)?.args[2]).toBeNull()
  })

  it('names its backend as the one that it stands before', () => {
    expect(new Recorder(referenceExecutor).name).toBe('reference')
  })

  it('refuses memory that is no tensor', () => {
    const { data, shape, strides, offset } = x
    expect(() =>
      recorded((backend) => backend.unary('exp', { data, shape, strides, offset } as never, x)),
    ).toThrow(
      new CaptureError(
        "capture: 'unary' was given plain memory of shape [2] instead of a tensor, as reading values does; " +
          'return the tensor and read it outside the captured function',
      ),
    )
  })

  it('refuses a look at what a kernel has made, and says what to do', () => {
    expect(() => recorded(() => sum(x).item())).toThrow(
      'capture: item was used on a tensor inside the captured function; a replay could not repeat what ' +
        'depends on its value. Return the tensor and read it outside, or choose with `where`',
    )
  })
})

/** What the one storage that `body` returns held before its first kernel, as the trace has it. */
function contentsOf(body: (backend: Backend) => Tensor) {
  let made: Tensor | undefined
  const { born } = recorded((backend) => {
    made = body(backend)
  })
  return born.get(made!.storage)
}

describe('memory made in a run', () => {
  const held = Float32Array.of(5, 6)

  it('is constant while it is only read', () => {
    expect(
      contentsOf(() => {
        const y = tensor([5, 6])
        exp(y)
        return y
      }),
    ).toBe('constant')
  })

  it.each<[string, (y: Tensor, backend: Backend) => unknown]>([
    ['written whole', (y) => copyInto(y, x)],
    ['written whole from two others', (y, backend) => backend.binary('add', x, x, y)],
  ])('holds nothing that matters when it is %s before it is read', (_, write) => {
    const contents = contentsOf((backend) => {
      const y = tensor([5, 6])
      write(y, backend)
      return y
    })
    expect(contents).toBe('overwritten')
  })

  it.each<[string, (y: Tensor, backend: Backend) => unknown]>([
    ['written in part', (y) => fill(slice(y, [[0, 1]]), 1)],
    ['written over itself', (y, backend) => backend.unary('exp', y, y)],
    ['written over one of two operands', (y, backend) => backend.binary('add', x, y, y)],
    ['updated', (y, backend) => backend.accumulate(x, y)],
    [
      'read by one call and then written whole',
      (y) => {
        exp(x)
        add(x, y)
        copyInto(y, x)
      },
    ],
  ])('must hold what it held when it is %s', (_, write) => {
    const contents = contentsOf((backend) => {
      const y = tensor([5, 6])
      write(y, backend)
      return y
    })
    expect(contents).toEqual(held)
  })
})

describe('what a run writes outside', () => {
  it('is what it overwrites or updates, and nothing that it made itself', () => {
    const [target, weight] = [tensor([0, 0]), tensor([0, 0])]
    const hyper = tensor([0.1, 0, 0, 0, 1], { dtype: 'float64' })
    const trace = recorded(() => {
      copyInto(target, exp(x))
      sgdUpdate(weight, x, hyper)
      fill(tensor([1]), 2)
    })
    expect([...writtenOutside(trace)]).toEqual([target.storage, weight.storage])
  })
})

/** How a run of `later` differs from one of `earlier`. */
function difference(earlier: () => unknown, later: () => unknown): string | null {
  return traceDifference(recorded(earlier), recorded(later))
}

describe('two runs', () => {
  it('agree when they do the same with memory of their own', () => {
    const body = () => add(exp(x), tensor([3, 4]))
    expect(difference(body, body)).toBeNull()
    expect(difference(body, () => add(exp(x), tensor([3, 4])))).toBeNull()
  })

  const replaced = 'memory from outside was replaced'
  const other = 'a number or an array made inside the function has another value'

  it.each<[string, () => unknown, () => unknown, string]>([
    ['a kernel', () => exp(x), () => sum(x), 'kernel call 1, reduce, was unary before'],
    [
      'a value',
      () => sin(exp(x)),
      () => exp(exp(x)),
      'kernel call 2, unary, has exp where it had sin',
    ],
    [
      'a shape',
      () => exp(x),
      () => exp(tensor([1, 2, 3])),
      'kernel call 1, unary, has float32 [3] (strides [1], offset 0) where it had float32 [2] (strides [1], offset 0)',
    ],
    [
      'a place',
      () => exp(slice(tensor([1, 2, 3]), [[0, 2]])),
      () => exp(slice(tensor([1, 2, 3]), [[1, 3]])),
      'kernel call 1, unary, has float32 [2] (strides [1], offset 1) where it had float32 [2] (strides [1], offset 0)',
    ],
    ['the length', () => exp(x), () => sin(exp(x)), '1 kernel calls became 2'],
    [
      'which memory is used again',
      () => {
        const [a, b] = [exp(x), exp(x)]
        add(a, b)
      },
      () => {
        const [a, b] = [exp(x), exp(x)]
        add(b, a)
      },
      'kernel call 3, binary, works on other memory',
    ],
    ['memory from outside', () => exp(x), () => exp(y), replaced],
    ['outside to inside', () => exp(x), () => exp(tensor([1, 2])), replaced],
    ['inside to outside', () => exp(tensor([1, 2])), () => exp(x), replaced],
    ['a constant', () => exp(tensor([1, 2])), () => exp(tensor([1, 3])), other],
    [
      'the length of memory whose part is seen',
      () => exp(tensor([1])),
      () => exp(slice(tensor([1, 2]), [[0, 1]])),
      other,
    ],
    [
      'what memory must hold, from nothing',
      () => copyInto(tensor([5, 6]), x),
      () => copyInto(slice(tensor([5, 6, 7]), [[0, 2]]), x),
      other,
    ],
    [
      'what memory must hold, to nothing',
      () => copyInto(slice(tensor([5, 6, 7]), [[0, 2]]), x),
      () => copyInto(tensor([5, 6]), x),
      other,
    ],
  ])('differ by %s', (_, earlier, later, expected) => {
    expect(difference(earlier, later)).toBe(expected)
  })

  const y = tensor([1, 2])

  it('differ by an argument that is there in one of them', () => {
    const [w, b] = [ones([3, 2]), ones([3])]
    const [without, withBias] = [() => linear(ones([1, 2]), w), () => linear(ones([1, 2]), w, b)]
    expect(difference(without, withBias)).toMatch(
      /^kernel call \d, linear, has .* where it had null$/s,
    )
    expect(difference(withBias, without)).toMatch(/^kernel call \d, linear, has null where it had /)
  })

  it('differ by memory that one made and the other found', () => {
    let kept: Tensor | undefined
    const body = () => {
      kept ??= tensor([1, 2])
      exp(kept)
    }
    expect(difference(body, body)).toBe(replaced)
  })
})

describe('gradients of leaves around a run', () => {
  const gradient = tensor([7, 8])

  function around(before: Tensor | null, left: Tensor | null) {
    const leaf: Tensor = tensor([1, 2], { requiresGrad: true })
    leaf.grad = left
    return { leaf, gradients: new LeafGradients([leaf], new Map([[leaf, before]])) }
  }

  it('are alike at the start when none is there where none was', () => {
    const { leaf, gradients } = around(null, gradient)
    expect(gradients.startAlike).toBe(false)
    leaf.grad = null
    expect(gradients.startAlike).toBe(true)
  })

  it('may be there or not where one was', () => {
    const { leaf, gradients } = around(gradient, null)
    expect(gradients.startAlike).toBe(true)
    leaf.grad = gradient
    expect(gradients.startAlike).toBe(true)
  })

  it('are left as the run left them, and told as they are', () => {
    const { leaf, gradients } = around(null, gradient)
    leaf.grad = null
    expect(gradients.left).toEqual([gradient])
    expect([...gradients.now()]).toEqual([[leaf, null]])
    gradients.leave()
    expect([...gradients.now()]).toEqual([[leaf, gradient]])
  })
})
