import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  astype,
  CaptureError,
  capture,
  copyInto,
  fill,
  Generator,
  gatherRows,
  IndexError,
  linear,
  matrixTranspose,
  maximum,
  mean,
  multiply,
  noGrad,
  ones,
  reference,
  relu,
  setBackend,
  sgdUpdate,
  softmaxCrossEntropy,
  sum,
  type Tensor,
  tensor,
  zeros,
} from '../../src'
import { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { ResidentStorage } from '../../src/backend/wasm/memory/resident-storage'
import { singleThread } from '../../src/backend/wasm/threads/single-thread'
import { wasmBackend } from '../support/wasm-backend'

function loneWasmBackend() {
  const memory = new KernelMemory()
  const pool = singleThread(memory)
  return wasmBackend(new ResidentStorage(memory), () => pool)
}

/** A small classifier with momentum, whose whole state can be compared. */
function classifier(dtype: 'float32' | 'float64') {
  const generator = new Generator(7)
  const parameters = [[5, 4], [5], [3, 5], [3]].map((shape) => {
    const parameter = generator.normal(shape, { dtype })
    parameter.requiresGrad = true
    return parameter
  })
  const velocities: Tensor[] = []
  const hyper = tensor([0.1, 0.9, 0, 0, 1], { dtype: 'float64' })
  const step = (x: Tensor, labels: Tensor) => {
    const [w1, b1, w2, b2] = parameters
    const { loss, correct } = softmaxCrossEntropy(linear(relu(linear(x, w1, b1)), w2, b2), labels)
    loss.backward()
    parameters.forEach((parameter, i) => {
      velocities[i] ??= zeros(parameter.shape, { dtype })
      noGrad(() => sgdUpdate(parameter, parameter.grad!, hyper, { velocity: velocities[i] }))
      parameter.grad = null
    })
    return { loss, correct }
  }
  const state = () => [...parameters, ...velocities].map((t) => [...t.toTypedArray()])
  return { step, state, hyper }
}

const backends = { reference, wasm: loneWasmBackend() }

describe.each([
  ['reference', 'float32'],
  ['reference', 'float64'],
  ['wasm', 'float32'],
  ['wasm', 'float64'],
] as const)('a captured training step on %s in %s', (name, dtype) => {
  beforeAll(() => setBackend(backends[name]))
  afterAll(() => setBackend('reference'))

  it('has the bits of the eager one, with changing batches, sizes and learning rates', () => {
    const [eager, captured] = [classifier(dtype), classifier(dtype)]
    const replayed = capture(captured.step)
    const data = new Generator(3)
    for (let i = 0; i < 12; i++) {
      const n = i % 4 === 3 ? 2 : 6
      const x = data.normal([n, 4], { dtype })
      const labels = data.integers([n], 0, 3)
      for (const { hyper } of [eager, captured]) hyper.data[0] = 0.1 / (i + 1)
      const [a, b] = [eager.step(x, labels), replayed(x, labels)]
      expect([b.loss.item(), b.correct.item()]).toEqual([a.loss.item(), a.correct.item()])
    }
    expect(captured.state()).toEqual(eager.state())
  })
})

describe.each(['reference', 'wasm'] as const)('a captured step on sparse rows on %s', (name) => {
  beforeAll(() => setBackend(backends[name]))
  afterAll(() => setBackend('reference'))

  it.each([
    ['inputs by outputs', true],
    ['outputs by inputs', false],
  ])('has the bits of the eager one with weights stored %s', (_, inputsFirst) => {
    const images = new Generator(1).integers([20, 50], -200, 56)
    const source = astype(maximum(images, 0), 'uint8')
    const run = (compile: (step: (rows: Tensor) => Tensor) => (rows: Tensor) => Tensor) => {
      const drawn = new Generator(2).normal(inputsFirst ? [50, 40] : [40, 50])
      const weight = inputsFirst ? matrixTranspose(drawn) : drawn
      weight.requiresGrad = true
      const hyper = tensor([0.01, 0, 0, 0, 1], { dtype: 'float64' })
      const step = compile((rows) => {
        const x = gatherRows(source, rows, { scale: 1 / 255, shift: -0.1, background: 0 })
        const loss = mean(relu(linear(x, weight)))
        loss.backward()
        sgdUpdate(weight, weight.grad!, hyper)
        weight.grad = null
        return loss
      })
      const losses = Array.from({ length: 6 }, (_, i) =>
        step(tensor([i, 19 - i, 3, 2 * i], { dtype: 'int32' })).item(),
      )
      return { losses, weight: weight.toTypedArray() }
    }
    expect(run(capture)).toEqual(run((step) => step))
  })

  it('refuses a row number out of range in a replay too', () => {
    const source = tensor(new Uint8Array(6), { shape: [2, 3] })
    const gather = capture((rows: Tensor) => {
      const x = gatherRows(source, rows, { background: 0 })
      return linear(x, ones([1, 3]))
    })
    for (let i = 0; i < 3; i++) gather(tensor([i % 2], { dtype: 'int32' }))
    expect(() => gather(tensor([2], { dtype: 'int32' }))).toThrow(IndexError)
  })
})

describe('capture', () => {
  it('runs the function only until two runs agree', () => {
    let runs = 0
    const double = capture((x: Tensor) => {
      runs++
      return multiply(x, 2)
    })
    const results = [1, 2, 3, 4, 5].map((value) => double(tensor([value])).item())
    expect(results).toEqual([2, 4, 6, 8, 10])
    expect(runs).toBe(2)
  })

  it('records each shape by itself', () => {
    const total = capture((x: Tensor) => sum(x))
    for (let i = 0; i < 4; i++) {
      expect(total(tensor([1, 2, i])).item()).toBe(3 + i)
      expect(total(tensor([[1, i]])).item()).toBe(1 + i)
    }
  })

  it('draws new random numbers in each replay, the same as eager ones', () => {
    const [one, other] = [new Generator(5), new Generator(5)]
    const draw = capture((x: Tensor) => one.uniform([3]).add(x))
    for (let i = 0; i < 5; i++) {
      expect(draw(tensor([0, 0, 0])).toArray()).toEqual(other.uniform([3]).toArray())
    }
  })

  it('reads and writes outside memory where it is', () => {
    const total = tensor([0])
    const add = capture((x: Tensor) => {
      copyInto(total, total.add(x))
      return total
    })
    for (let i = 0; i < 4; i++) add(tensor([1]))
    expect(total.item()).toBe(4)
    fill(total, 10)
    add(tensor([1]))
    expect(total.item()).toBe(11)
  })

  it('starts memory that is only partly written from the same contents in each replay', () => {
    const body = (x: Tensor) => {
      const padded = tensor([9, 9, 9])
      copyInto(padded.slice([[0, 1, 1]]), padded.slice([[0, 1, 1]]).add(x))
      return padded
    }
    const captured = capture(body)
    for (let i = 0; i < 4; i++) expect(captured(tensor([i])).toArray()).toEqual([9 + i, 9, 9])
  })

  it('refuses a value read inside the function', () => {
    expect(() => capture((x: Tensor) => (sum(x).item() > 0 ? x : x.add(1)))(tensor([1]))).toThrow(
      /capture: item was used/,
    )
    const printing = capture((x: Tensor) => tensor(x.add(1).toArray()))
    expect(() => printing(tensor([1]))).toThrow(CaptureError)
  })

  it('refuses a function that keeps changing, and says where', () => {
    let rate = 1
    const decaying = capture((x: Tensor) => {
      rate /= 2
      return multiply(x, rate)
    })
    decaying(tensor([1]))
    decaying(tensor([1]))
    expect(() => decaying(tensor([1]))).toThrow(/fill, has 0.125 where it had 0.25/)
  })

  it('refuses gradients that pile up from call to call', () => {
    const weight = tensor([1, 2], { requiresGrad: true })
    const step = capture((x: Tensor) => {
      const loss = sum(multiply(weight, x))
      loss.backward()
      return loss
    })
    step(tensor([1, 1]))
    step(tensor([1, 1]))
    expect(() => step(tensor([1, 1]))).toThrow(/gradients must be cleared inside the function/)
  })

  it('keeps the gradients of the last replay where a function clears them first', () => {
    const weight = tensor([1, 2], { requiresGrad: true })
    const step = capture((x: Tensor) => {
      weight.grad = null
      const loss = sum(multiply(weight, x))
      loss.backward()
      return loss
    })
    for (let i = 0; i < 5; i++) step(tensor([i, 2 * i]))
    expect(weight.grad?.toArray()).toEqual([4, 8])
  })

  it('refuses an asynchronous function', () => {
    const later = capture((async (x: Tensor) => x) as unknown as (x: Tensor) => Tensor)
    expect(() => later(tensor([1]))).toThrow(/synchronous/)
  })
})
