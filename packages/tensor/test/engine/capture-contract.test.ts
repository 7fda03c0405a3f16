import { beforeAll, describe, expect, it } from 'vitest'
import {
  add,
  astype,
  CaptureError,
  capture,
  copyInto,
  Generator,
  GradientError,
  gatherRows,
  linear,
  matmul,
  matrixTranspose,
  maximum,
  multiply,
  noGrad,
  ones,
  relu,
  setBackend,
  sgdUpdate,
  sum,
  type Tensor,
  tensor,
  zeros,
} from '../../src'
import { onEachBackend } from '../support/backends'

const rate = () => tensor([0.1, 0, 0, 0, 1], { dtype: 'float64' })
const leaf = (values: number[] | number[][]) => tensor(values, { requiresGrad: true })

/** Calls a function several times, so that it is recorded and replayed, with 1, 2, 3, ... */
function calls(f: (x: Tensor) => Tensor, count = 5): unknown[] {
  return Array.from({ length: count }, (_, i) => f(tensor([i + 1, 2])).toArray())
}

onEachBackend(() => {
  describe('arguments', () => {
    it('come back unharmed from a function that returns them', () => {
      const same = capture((x: Tensor) => x)
      expect(calls(same)).toEqual(calls((x) => x))
    })

    it('may be returned as views', () => {
      const part = (x: Tensor) => x.slice([[0, 1]])
      expect(calls(capture(part))).toEqual(calls(part))
    })

    it('may not be written to', () => {
      const clear = capture((x: Tensor) => {
        copyInto(x, 0)
        return x
      })
      expect(() => clear(tensor([1]))).toThrow(/the function writes to its argument 0/)
    })

    it('may not be tensors that the function writes', () => {
      const w = tensor([1, 2])
      const step = capture((x: Tensor) => {
        copyInto(w, w.add(1))
        return add(x, w)
      })
      expect(() => step(w)).toThrow(/argument 0 shares memory/)
      for (let i = 0; i < 3; i++) step(tensor([0, 0]))
      expect(() => step(w.slice([[0, 2]]))).toThrow(/argument 0 shares memory/)
    })

    it('that require gradients are refused where these are recorded', () => {
      const total = capture((x: Tensor) => sum(x))
      expect(() => total(leaf([1]))).toThrow(/argument 0 requires a gradient/)
      expect(noGrad(() => total(leaf([1])).item())).toBe(1)
      expect(total(leaf([2]).detach()).item()).toBe(2)
    })

    it('may be one tensor twice', () => {
      const product = capture((x: Tensor, y: Tensor) => multiply(x, y))
      expect(calls((x) => product(x, x))).toEqual(calls((x) => multiply(x, x)))
    })

    it('keep the bits of the plain function when they are sparse rows', () => {
      const source = astype(maximum(new Generator(1).integers([9, 40], -300, 56), 0), 'uint8')
      const other = astype(maximum(new Generator(2).integers([9, 40], -300, 56), 0), 'uint8')
      const run = (compile: (f: (x: Tensor) => Tensor) => (x: Tensor) => Tensor) => {
        const weight = matrixTranspose(new Generator(3).normal([40, 30]))
        weight.requiresGrad = true
        const hyper = rate()
        const step = compile((x) => {
          const loss = sum(relu(linear(x, weight)))
          loss.backward()
          sgdUpdate(weight, weight.grad!, hyper)
          weight.grad = null
          return loss
        })
        const losses = Array.from({ length: 10 }, (_, i) => {
          const rows = tensor([i % 9, 8 - (i % 9), 4], { dtype: 'int32' })
          const options = { scale: i === 9 ? 0.5 : 0.01, shift: -0.2, background: 0 }
          const x = gatherRows(i % 3 === 2 ? other : source, rows, options)
          // A batch that was written to is what it holds now, not what it was gathered from.
          if (i === 5) copyInto(x.slice([0]), 0.5)
          return step(x).item()
        })
        return { losses, weight: weight.toTypedArray() }
      }
      expect(run(capture)).toEqual(run((f) => f))
    })
  })

  describe('results', () => {
    it('must be tensors', () => {
      const f = (result: unknown) => capture(() => result as Tensor)
      expect(() => f(undefined)()).toThrow(/tensors by name, found undefined/)
      expect(() => f([zeros([1])])()).toThrow(/tensors by name, found an array/)
      expect(() => f({ a: zeros([1]), n: 3 })()).toThrow(CaptureError)
    })

    it('refuse a gradient from outside instead of losing it', () => {
      const w = leaf([3])
      const forward = capture((x: Tensor) => sum(multiply(w, x)))
      for (let i = 0; i < 4; i++) {
        const loss = forward(tensor([i]))
        expect(() => loss.backward()).toThrow(/call backward inside/)
        expect(() => add(loss, sum(w)).backward()).toThrow(CaptureError)
      }
      const result = noGrad(() => forward(tensor([2])))
      expect(result.item()).toBe(6)
      expect(result.requiresGrad).toBe(false)
    })

    it('that a later replay overwrites cannot be used for gradients unseen', () => {
      const w = leaf([2])
      const scale = capture((x: Tensor) => multiply(x, 10))
      for (let i = 0; i < 3; i++) scale(tensor([i]))
      const loss = sum(multiply(w, scale(tensor([1]))))
      scale(tensor([5]))
      expect(() => loss.backward()).toThrow(GradientError)
    })

    it('may be written by the caller between calls', () => {
      const f = capture((x: Tensor) => ({ one: ones([2]), sum: add(x, 1) }))
      for (let i = 0; i < 5; i++) {
        const { one, sum } = f(tensor([i, i]))
        expect([one.toArray(), sum.toArray()]).toEqual([
          [1, 1],
          [i + 1, i + 1],
        ])
        copyInto(one, 9)
        copyInto(sum, 9)
      }
    })
  })

  describe('gradients', () => {
    const backward = (w: Tensor) => (x: Tensor) => {
      const loss = sum(multiply(w, x))
      loss.backward()
      return loss
    }

    it('are there after each call where the caller clears them between calls', () => {
      const run = (compile: (f: (x: Tensor) => Tensor) => (x: Tensor) => Tensor) => {
        const w = leaf([1, 1])
        const step = compile(backward(w))
        return calls((x) => {
          w.grad = null
          step(x)
          return w.grad ?? tensor([Number.NaN])
        })
      }
      expect(run(capture)).toEqual(run((f) => f))
    })

    it('that are not cleared are added to, or refused', () => {
      const w = leaf([1, 1])
      const step = capture(backward(w))
      for (let i = 0; i < 4; i++) {
        w.grad = null
        step(tensor([1, 2]))
      }
      step(tensor([10, 20]))
      expect(w.grad?.toArray()).toEqual([11, 22])
    })

    it('are as the function leaves them', () => {
      const w = leaf([1, 1])
      const step = capture((x: Tensor) => {
        const loss = backward(w)(x)
        w.grad = null
        return loss
      })
      for (let i = 0; i < 4; i++) step(tensor([1, 2]))
      expect(w.grad).toBe(null)
    })

    it('of an update by outside code are right in each step', () => {
      const run = (compile: (f: (x: Tensor) => Tensor) => (x: Tensor) => Tensor) => {
        const w = leaf([1, 1])
        const step = compile(backward(w))
        calls((x) => {
          const loss = step(x)
          sgdUpdate(w, w.grad!, rate())
          w.grad = null
          return loss
        })
        return w.toArray()
      }
      expect(run(capture)).toEqual(run((f) => f))
    })

    it('of a graph from before a replay are refused when the replay has written its inputs', () => {
      const w = leaf([1, 1])
      const shrink = capture((x: Tensor) => noGrad(() => copyInto(w, multiply(w, x))) ?? x)
      for (let i = 0; i < 3; i++) shrink(tensor([1, 1]))
      const loss = sum(multiply(w, w))
      shrink(tensor([2, 2]))
      expect(() => loss.backward()).toThrow(GradientError)
    })

    it('are not recorded under noGrad, where another program runs', () => {
      const w = leaf([1, 1])
      const step = capture(backward(w))
      for (let i = 0; i < 4; i++) {
        w.grad = null
        step(tensor([1, 2]))
      }
      expect(() => noGrad(() => step(tensor([1, 2])))).toThrow(GradientError)
    })
  })

  describe('a captured function inside another', () => {
    it.each([0, 1, 2, 3, 4])('is part of it, after %i calls by itself', (before) => {
      const run = (compile: (f: (x: Tensor) => Tensor) => (x: Tensor) => Tensor) => {
        const total = tensor([0, 0])
        const inner = compile((x) => {
          copyInto(total, add(total, x))
          return multiply(total, 2)
        })
        const outer = compile((x) => add(inner(x), inner(x)))
        for (let i = 0; i < before; i++) inner(tensor([i, 0]))
        const outside = calls(outer)
        return [outside, calls(inner), calls(outer), total.toArray()]
      }
      expect(run(capture)).toEqual(run((f) => f))
    })
  })

  describe('values', () => {
    it('cannot be read or written through `data`', () => {
      const w = tensor([1, 2])
      const reads = capture((x: Tensor) => multiply(x, w.data[0]))
      expect(() => reads(tensor([1]))).toThrow(/data was used on a tensor/)
      const writes = capture((x: Tensor) => {
        const y = add(x, 1)
        y.data[0] = 7
        return y
      })
      expect(() => writes(tensor([1]))).toThrow(/data was used on a tensor/)
    })

    it('made by plain code inside are constants that have to stay', () => {
      let calls = 0
      const changing = capture((x: Tensor) => {
        const noise = tensor([0, 0])
        noise.data[0] = calls++
        return add(x, noise)
      })
      changing(tensor([0, 0]))
      changing(tensor([0, 0]))
      expect(() => changing(tensor([0, 0]))).toThrow(/made inside the function has another value/)
      expect(() => changing(tensor([0, 0]))).toThrow(CaptureError)
    })

    it('of a shape that depends on them are refused', () => {
      const generator = new Generator(1)
      const shuffled = capture((x: Tensor) => x.add(generator.permutation(2).astype('float32')))
      expect(() => shuffled(tensor([0, 0]))).toThrow(CaptureError)
    })

    it('of memory from outside that is replaced are refused', () => {
      let state: Tensor = tensor([0, 0])
      const f = capture((x: Tensor) => {
        state = add(state, x)
        return state
      })
      f(tensor([1, 1]))
      f(tensor([1, 1]))
      expect(() => f(tensor([1, 1]))).toThrow(/memory from outside was replaced/)
    })
  })

  describe('random numbers', () => {
    it('go on from a state that is set between calls', () => {
      const run = (compile: (f: () => Tensor) => () => Tensor) => {
        const generator = new Generator(9)
        const draw = compile(() => generator.normal([3]))
        const { state } = generator
        return Array.from({ length: 6 }, (_, i) => {
          if (i === 4) generator.state = state
          return draw().toArray()
        })
      }
      const drawn = run(capture)
      expect(drawn).toEqual(run((f) => f))
      expect(drawn[4]).toEqual(drawn[0])
    })

    it('of a generator made inside are the same each time', () => {
      const draw = capture(() => new Generator(3).uniform([2]))
      const first = draw().toArray()
      for (let i = 0; i < 4; i++) expect(draw().toArray()).toEqual(first)
    })
  })

  describe('updates', () => {
    it('read hyperparameters that do not lie side by side', () => {
      const table = tensor(
        [0.1, 0, 0, 0, 1].map((value) => [9, value]),
        { dtype: 'float64' },
      )
      const w = leaf([1, 2])
      sgdUpdate(w, ones([2]), table.slice([[], 1]))
      expect(w.toTypedArray()).toEqual(Float32Array.of(0.9, 1.9))
    })
  })

  describe('products that descend', () => {
    it('see a weight decay that the function itself sets', () => {
      const run = (compile: (f: (x: Tensor) => Tensor) => (x: Tensor) => Tensor) => {
        const w = new Generator(4).normal([6, 2])
        w.requiresGrad = true
        const hyper = rate()
        const step = compile((decay) => {
          const loss = sum(linear(ones([3, 2]), w))
          loss.backward()
          copyInto(hyper.slice([3]), decay.slice([0]))
          sgdUpdate(w, w.grad!, hyper)
          w.grad = null
          return loss
        })
        for (let i = 0; i < 6; i++) step(tensor([i % 2, 0], { dtype: 'float64' }))
        return w.toTypedArray()
      }
      expect(run(capture)).toEqual(run((f) => f))
    })

    it('of a parameter with itself descend as the plain function does', () => {
      const run = (compile: (f: (x: Tensor) => Tensor) => (x: Tensor) => Tensor) => {
        const w = new Generator(4).normal([100, 100], { std: 0.1 })
        w.requiresGrad = true
        const hyper = rate()
        const step = compile((x) => {
          const loss = sum(multiply(matmul(w.detach(), w), x))
          loss.backward()
          sgdUpdate(w, w.grad!, hyper)
          w.grad = null
          return loss
        })
        for (let i = 0; i < 5; i++) step(tensor([i + 1]))
        return w.toTypedArray()
      }
      expect(run(capture)).toEqual(run((f) => f))
    })
  })
})

describe('a change of backends', () => {
  beforeAll(() => setBackend('wasm'))

  it('is followed by captured functions', () => {
    let runs = 0
    const f = capture((x: Tensor) => {
      runs++
      return add(x, 1)
    })
    for (let i = 0; i < 3; i++) f(tensor([i]))
    setBackend('reference')
    for (let i = 0; i < 3; i++) expect(f(tensor([i])).item()).toBe(i + 1)
    setBackend('wasm')
    expect(f(tensor([1])).item()).toBe(2)
    expect(runs).toBe(5)
  })
})
