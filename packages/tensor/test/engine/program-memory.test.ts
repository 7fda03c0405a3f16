import { beforeAll, describe, expect, it } from 'vitest'
import {
  add,
  CaptureError,
  capture,
  exp,
  Generator,
  IndexError,
  linear,
  multiply,
  relu,
  setBackend,
  sgdUpdate,
  sin,
  softmaxCrossEntropy,
  sum,
  type Tensor,
  tensor,
} from '../../src'

beforeAll(() => setBackend('wasm'))

/** A classifier's step that returns its loss alone. */
function classifier() {
  const generator = new Generator(5)
  const weights = [
    [30, 8],
    [4, 30],
  ].map((shape) => generator.normal(shape, { std: 0.3 }))
  for (const weight of weights) weight.requiresGrad = true
  const hyper = tensor([0.1, 0, 0, 0, 1], { dtype: 'float64' })
  const step = (x: Tensor, labels: Tensor) => {
    const hidden = relu(linear(x, weights[0]))
    const { loss } = softmaxCrossEntropy(linear(hidden, weights[1]), labels)
    loss.backward()
    for (const weight of weights) {
      sgdUpdate(weight, weight.grad!, hyper)
      weight.grad = null
    }
    return loss
  }
  return { step, weights }
}

describe('memory of a program', () => {
  it('that a check looks at after the run is not given to others', () => {
    const [eager, captured] = [classifier(), classifier()]
    const replayed = capture(captured.step)
    const data = new Generator(6)
    for (let i = 0; i < 6; i++) {
      const [x, labels] = [data.normal([16, 8]), data.integers([16], 0, 4)]
      expect(replayed(x, labels).item()).toBe(eager.step(x, labels).item())
    }
    expect(captured.weights.map((w) => w.toArray())).toEqual(eager.weights.map((w) => w.toArray()))
    const wrong = tensor(new Int32Array(16).fill(4))
    expect(() => replayed(data.normal([16, 8]), wrong)).toThrow(IndexError)
  })

  it.each([
    ['kernels', (x: Tensor) => exp(x)],
    ['the host', (x: Tensor) => sin(x)],
  ])('between %s is no result that somebody could have kept', (_, between) => {
    let hidden: Tensor | undefined
    const f = capture((x: Tensor) => {
      hidden = between(multiply(x, 2))
      return sum(add(hidden, 1))
    })
    for (let i = 0; i < 4; i++) f(tensor([i, 0, 1]))
    expect(() => hidden?.toArray()).toThrow(CaptureError)
    expect(() => hidden?.toArray()).toThrow(/return it/)
  })

  it('that is recorded anew is another', () => {
    const f = capture((x: Tensor) => exp(sin(multiply(x, 2))))
    const results = [0, 1, 2, 3].map((i) => f(tensor([i])).item())
    setBackend('reference')
    f(tensor([1]))
    setBackend('wasm')
    expect([0, 1, 2, 3].map((i) => f(tensor([i])).item())).toEqual(results)
  })
})
