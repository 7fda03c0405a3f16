import { describe, expect, it } from 'vitest'
import * as t from '../../src/index'
import { GradientError, type Tensor, tensor } from '../../src/index'

const leaf = (values: t.NestedInput) => tensor(values, { dtype: 'float64', requiresGrad: true })

describe('backward', () => {
  it('sums over all uses of a leaf, and over calls', () => {
    const x = leaf([3, -1])
    const y = t.sum(t.add(t.multiply(x, x), x))
    y.backward()
    expect(x.grad?.toArray()).toEqual([7, -1])
    t.sum(x).backward()
    expect(x.grad?.toArray()).toEqual([8, 0])
  })

  it('takes the gradient of a result of several elements', () => {
    const x = leaf([1, 2])
    t.multiply(x, 3).backward(tensor([10, 100], { dtype: 'float64' }))
    expect(x.grad?.toArray()).toEqual([30, 300])
  })

  it('reaches only what requires a gradient', () => {
    const [x, y] = [leaf([1]), tensor([2], { dtype: 'float64' })]
    t.sum(t.multiply(x, y)).backward()
    expect(y.grad).toBeNull()
    expect(t.multiply(y, y).requiresGrad).toBe(false)
  })

  it('visits a shared part of the graph once', () => {
    const x = leaf([2])
    let y: Tensor = x
    // 2^60 paths lead from the result to x.
    for (let i = 0; i < 60; i++) y = t.add(y, y)
    t.sum(y).backward()
    expect(x.grad?.item()).toBe(2 ** 60)
  })

  it('goes through graphs of any depth', () => {
    const x = leaf([1])
    let y: Tensor = x
    for (let i = 0; i < 20_000; i++) y = t.add(y, 1)
    y.backward()
    expect(x.grad?.item()).toBe(1)
  })

  it('gives each leaf a gradient of its own', () => {
    const [a, b] = [leaf([1, 2]), leaf([3, 4])]
    t.sum(t.add(a, b)).backward()
    t.fill(a.grad!, 0)
    expect(b.grad?.toArray()).toEqual([1, 1])
    const seed = t.ones([2], { dtype: 'float64' })
    const c = leaf([1, 2])
    t.copy(c).backward(seed)
    t.fill(c.grad!, 5)
    expect(seed.toArray()).toEqual([1, 1])
    const [d, e] = [leaf([1, 2]), leaf([3, 4])]
    t.sum(t.multiply(t.add(d, e), tensor([6, 7], { dtype: 'float64' }))).backward()
    t.fill(d.grad!, 0)
    expect(e.grad?.toArray()).toEqual([6, 7])
  })

  it('neither enters nor frees what no gradient flows to', () => {
    const first = t.defineOperation({
      name: 'first',
      forward: ([a]: [Tensor, Tensor]) => t.copy(a),
      gradients: () => [(g) => g, null],
    })
    const [x, y] = [leaf([1]), leaf([2])]
    const square = t.square(y)
    first(x, square).backward()
    expect([x.grad?.item(), y.grad]).toEqual([1, null])
    square.backward()
    expect(y.grad?.item()).toBe(4)
    first(leaf([1]), square).backward()
    expect(first(tensor([1]), y).requiresGrad).toBe(false)
  })

  it('stops at what no longer requires a gradient', () => {
    const x = leaf([3])
    const y = t.square(x)
    const z = t.multiply(y, x)
    y.requiresGrad = false
    z.backward()
    expect(x.grad?.item()).toBe(9)
  })

  it('sums into a gradient as it is told: recorded or not', () => {
    const x = leaf(3)
    for (let i = 0; i < 2; i++) t.pow(x, 4).backward(undefined, { createGraph: true })
    const slope = x.grad!
    x.grad = null
    slope.backward()
    expect(x.grad!.item()).toBe(216)
    x.grad = null
    t.pow(x, 4).backward(undefined, { createGraph: true })
    t.pow(x, 4).backward()
    expect([x.grad!.item(), x.grad!.node]).toEqual([216, null])
  })

  it('lays the gradient of a weight out as the weight', () => {
    const w = t.matrixTranspose(t.ones([3, 2], { dtype: 'float64' }))
    w.requiresGrad = true
    t.sum(t.linear(t.ones([4, 3], { dtype: 'float64' }), w)).backward()
    expect(w.grad?.strides).toEqual([1, 2])
  })

  it('frees the graph, unless told to keep it', () => {
    const x = leaf([2])
    const y = t.multiply(x, x)
    y.backward(undefined, { retainGraph: true })
    y.backward()
    expect(x.grad?.item()).toBe(8)
    expect(() => y.backward()).toThrow(GradientError)
    expect(() => y.backward()).toThrow(
      "backward: the graph through 'multiply' was freed by an earlier backward; give that one { retainGraph: true }",
    )
  })

  it('differentiates a gradient', () => {
    const x = leaf(3)
    t.pow(x, 4).backward(undefined, { createGraph: true })
    const slope = x.grad!
    expect(slope.item()).toBe(108)
    x.grad = null
    slope.backward()
    expect(x.grad!.item()).toBe(108)
  })

  it.each([
    [
      'nothing recorded',
      () => tensor([1]).backward(),
      'backward: this tensor depends on nothing that requires a gradient; set requiresGrad on a leaf ' +
        'before computing with it, outside noGrad',
    ],
    ['several elements', () => leaf([1, 2]).backward(), 'a gradient must be given'],
    ['a wrong shape', () => leaf([1, 2]).backward(tensor([1])), 'expected a gradient of shape [2]'],
    ['an integer', () => tensor([1], { dtype: 'int32', requiresGrad: true }), 'only floats'],
  ])('refuses %s', (_, wrong, message) => {
    expect(wrong).toThrow(message)
  })
})

describe('noGrad', () => {
  it('records nothing, and ends as it began', () => {
    const x = leaf([1])
    expect(t.noGrad(() => t.multiply(x, 2)).node).toBeNull()
    expect(() =>
      t.noGrad(() => {
        throw new RangeError('stop')
      }),
    ).toThrow('stop')
    expect(t.multiply(x, 2).node).not.toBeNull()
  })

  it('refuses an asynchronous function', () => {
    expect(() => t.noGrad(async () => 1)).toThrow('noGrad: expected a synchronous function')
  })
})

describe('detach', () => {
  it('shares memory and cuts the graph', () => {
    const x = leaf([1, 2])
    const y = t.multiply(x, 2).detach()
    expect(y.requiresGrad).toBe(false)
    t.fill(x.detach(), 7)
    expect(x.toArray()).toEqual([7, 7])
  })
})

describe('writing in place', () => {
  it('is refused where a gradient would miss it', () => {
    const x = leaf([1, 2])
    expect(() => t.fill(x, 0)).toThrow('fill: the target requires a gradient')
    t.noGrad(() => t.fill(x, 0))
    expect(x.toArray()).toEqual([0, 0])
  })

  it('is noticed by a rule that needs what was there', () => {
    const [x, factor] = [leaf([1, 2]), tensor([3, 4], { dtype: 'float64' })]
    const y = t.sum(t.multiply(x, factor))
    t.fill(factor, 0)
    expect(() => y.backward()).toThrow(
      "backward: input 1 of 'multiply' was written in place after it was used; write to a copy, or after backward",
    )
  })

  it('leaves what was used before an update of the optimizer to fail too', () => {
    const x = leaf([1])
    const y = t.square(x)
    t.sgdUpdate(
      x,
      t.ones([1], { dtype: 'float64' }),
      t.tensor([0.1, 0, 0, 0, 1], { dtype: 'float64' }),
    )
    expect(() => y.backward()).toThrow("input 0 of 'square' was written in place")
  })
})
