import { describe, expect, it } from 'vitest'
import * as t from '../../src/index'
import {
  defineOperation,
  grad,
  gradCheck,
  type Tensor,
  tensor,
  valueAndGrad,
} from '../../src/index'

const scalar = (value: number) => tensor(value, { dtype: 'float64' })

describe('grad and valueAndGrad', () => {
  it('nests to any order', () => {
    const cube = (x: Tensor) => t.multiply(x, t.multiply(x, x))
    const derivatives = [cube, grad(cube), grad(grad(cube)), grad(grad(grad(cube)))]
    expect(derivatives.map((f) => f(scalar(2)).item())).toEqual([8, 12, 12, 6])
  })

  it('gives a plain tensor and leaves the argument alone', () => {
    const x = scalar(3)
    const { value, gradient } = valueAndGrad((v: Tensor) => t.square(v))(x)
    expect([value.item(), gradient.item()]).toEqual([9, 6])
    expect([value.node, gradient.node, x.grad, x.requiresGrad]).toEqual([null, null, null, false])
  })

  it('keeps two levels of differentiation apart', () => {
    // d/dx (x d/dy (x + y)) = d/dx x = 1, and not 2.
    const f = (x: Tensor) => t.multiply(x, grad((y: Tensor) => t.add(x, y))(scalar(1)))
    expect(grad(f)(scalar(5)).item()).toBe(1)
  })

  it('differentiates a gradient by what the function closes over', () => {
    // d/dx d/dy (x y^2) = 2 y.
    const f = (x: Tensor) => grad((y: Tensor) => t.multiply(x, t.square(y)))(scalar(3))
    expect(grad(f)(scalar(5)).item()).toBe(6)
  })

  it('can be part of a loss that is differentiated by the tape', () => {
    const x = tensor(3, { dtype: 'float64', requiresGrad: true })
    const slope = grad((v: Tensor) => t.pow(v, 3))(x)
    slope.backward()
    expect(x.grad?.item()).toBe(18)
  })

  it('differentiates by another argument, with others of any kind', () => {
    const f = (factor: number, x: Tensor) => t.multiply(factor, t.square(x))
    expect(grad(f, { argument: 1 })(2, scalar(3)).item()).toBe(12)
  })

  it('is 0 for what the value does not depend on', () => {
    expect(grad((_: Tensor) => scalar(1))(scalar(2)).item()).toBe(0)
    expect(grad((x: Tensor) => t.sum(t.multiply(x.detach(), x)))(tensor([1, 2])).toArray()).toEqual(
      [1, 2],
    )
  })

  it('works inside noGrad', () => {
    expect(t.noGrad(() => grad((x: Tensor) => t.square(x))(scalar(4))).item()).toBe(8)
  })

  it('agrees with the Hessian of a quadratic form', () => {
    const a = tensor(
      [
        [2, 1],
        [1, 3],
      ],
      { dtype: 'float64' },
    )
    const f = (x: Tensor) => t.matmul(x, t.matmul(a, x))
    const rows = [0, 1].map((i) =>
      grad((x: Tensor) => t.slice(grad(f)(x), [i]))(tensor([1, 1], { dtype: 'float64' })).toArray(),
    )
    expect(rows).toEqual([
      [4, 2],
      [2, 6],
    ])
  })

  it.each([
    [
      'a value of several elements',
      () => grad((x: Tensor) => x)(tensor([1, 2])),
      'grad: expected a function with one element as its value, found shape [2]',
    ],
    [
      'several elements that depend on nothing',
      () => grad((_: Tensor) => tensor([1, 2]))(scalar(1)),
      'grad: expected a function with one element as its value, found shape [2]',
    ],
    ['an argument that is a number', () => grad((x: number) => scalar(x))(1), 'argument 0'],
    [
      'an integer',
      () => grad((x: Tensor) => t.sum(x))(tensor([1], { dtype: 'int32' })),
      'only floats',
    ],
  ])('refuses %s', (_, wrong, message) => {
    expect(wrong).toThrow(message)
  })
})

describe('defineOperation', () => {
  const cube = defineOperation({
    name: 'cube',
    forward: ([x]: [Tensor]) => t.multiply(x, t.square(x)),
    gradients: ([x]) => [(g) => t.multiply(g, t.multiply(3, t.square(x)))],
  })

  it('joins the graph with the given rule, of any order', () => {
    const x = t.linspace(-1, 1, 5, { dtype: 'float64' })
    gradCheck(cube, [x])
    gradCheck(
      grad((v: Tensor) => t.sum(cube(v))),
      [x],
    )
  })

  it('passes options on, and accepts rules for some inputs', () => {
    const scaled = defineOperation<[Tensor, Tensor], { by: number }>({
      name: 'scaled',
      forward: ([x, y], { by }) => t.multiply(t.add(x, y), by),
      gradients: (_, __, { by }) => [(g) => t.multiply(g, by), null],
    })
    const [x, y] = [1, 2].map((v) => tensor(v, { dtype: 'float64', requiresGrad: true }))
    scaled(x, y, { by: 3 }).backward()
    expect([x.grad?.item(), y.grad]).toEqual([3, null])
  })

  it('may return its input', () => {
    const identity = defineOperation({
      name: 'identity',
      forward: ([x]: [Tensor]) => x,
      gradients: () => [(g) => t.multiply(g, 2)],
    })
    const x = tensor(1, { dtype: 'float64', requiresGrad: true })
    identity(x).backward()
    expect(x.node).toBeNull()
    expect(x.grad?.item()).toBe(2)
  })

  it('refuses a missing rule', () => {
    const broken = defineOperation({
      name: 'broken',
      forward: ([x]: [Tensor]) => t.copy(x),
      gradients: () => [],
    })
    expect(() => broken(tensor(1))).toThrow(
      'broken: expected a gradient rule or null for each of 1 inputs',
    )
  })
})

describe('gradCheck', () => {
  it('finds a wrong rule, and says where', () => {
    const wrong = defineOperation({
      name: 'wrong',
      forward: ([x]: [Tensor]) => t.square(x),
      gradients: ([x]) => [
        (g) => t.multiply(g, t.where(t.equal(x, 3), t.multiply(2.0001, x), t.multiply(2, x))),
      ],
    })
    const x = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { dtype: 'float64' },
    )
    expect(() => gradCheck(wrong, [x])).toThrow(
      /^gradCheck: input 0 \[2, 2\], element 2: the rule gives -?\d[\d.]*, the difference of values -?\d[\d.]*$/,
    )
    expect(() => gradCheck(wrong, [t.matrixTranspose(x)])).toThrow('element 1: ')
  })

  /** x to 100 x, with a rule of a derivative of one's own. */
  const steep = (slope: number) =>
    defineOperation({
      name: 'steep',
      forward: ([x]: [Tensor]) => t.multiply(x, 100),
      gradients: () => [(g) => t.multiply(g, slope)],
    })

  it('allows a difference relative to the larger figure, or an absolute one', () => {
    const x = scalar(1)
    const tenth = { relative: 0.1, absolute: 0 }
    gradCheck(steep(110.5), [x], tenth)
    gradCheck(steep(90.5), [x], tenth)
    expect(() => gradCheck(steep(112), [x], tenth)).toThrow('gradCheck')
    gradCheck(steep(100 + 1e-6), [x], { relative: 0, absolute: 1e-5 })
    expect(() => gradCheck(steep(100 + 1e-3), [x], { relative: 0, absolute: 1e-5 })).toThrow()
    gradCheck((x) => t.multiply(x.detach(), 0), [x], { relative: 0, absolute: 0 })
  })

  it('takes larger steps at larger numbers', () => {
    gradCheck((x) => t.square(x), [scalar(1e6)])
  })

  it('finds a gradient that is missing', () => {
    expect(() => gradCheck((x) => t.square(x.detach()), [scalar(1)])).toThrow('gradCheck')
  })

  it('refuses float32 inputs', () => {
    expect(() => gradCheck((x) => x, [tensor(1)])).toThrow('gradCheck: expected float64 inputs')
  })
})
