import { describe, expect, it } from 'vitest'
import * as t from '../../src/index'
import { grad, gradCheck, multiply, sum, type Tensor } from '../../src/index'
import { onEachBackend } from '../support/backends'
import { layouts, numbers } from '../support/layouts'

/** As a matrix with the last axis for its columns. */
const matrix = (x: Tensor) => {
  const columns = x.shape[x.ndim - 1] ?? 1
  return t.reshape(x, [columns === 0 ? 0 : x.size / columns, columns])
}
const line = (x: Tensor) => t.reshape(x, [x.size])
const everyAxis = (x: Tensor) => x.shape.map((_, axis) => axis)

/** Operations for tensors of any shape, on all layouts. */
const anyShape: [string, (x: Tensor) => Tensor][] = [
  ['sum', (x) => t.sum(x)],
  ['mean', (x) => t.mean(x)],
  ['prod', (x) => t.prod(x)],
  ['logSumExp', (x) => t.logSumExp(x)],
  ['reshape', (x) => t.reshape(x, [x.size])],
  ['expandDims', (x) => t.expandDims(x, { axis: -1 })],
  ['flip', (x) => t.flip(x)],
  ['roll', (x) => t.roll(x, 2)],
  ['broadcastTo', (x) => t.broadcastTo(x, [2, ...x.shape])],
  ['stack', (x) => t.stack([x, t.square(x)], { axis: 0 })],
  ['cumulativeSum', (x) => t.cumulativeSum(x)],
  ['T', (x) => x.T],
  ['squeeze', (x) => t.squeeze(t.expandDims(x, { axis: 0 }))],
  ['copy', (x) => t.copy(x)],
  ['outer', (x) => t.outer(line(x), t.square(line(x)))],
  ['tensordot', (x) => t.tensordot(x, t.square(x), { axes: [everyAxis(x), everyAxis(x)] })],
  ['einsum', (x) => t.einsum('...,...->...', [x, t.square(x)])],
  ['meshgrid', (x) => t.concat(t.meshgrid([line(x), t.square(line(x))]))],
  ['where', (x) => t.where(t.greater(x, 0), x, t.square(x))],
]

/** Operations along an axis, on all layouts that have one. */
const alongAxis: [string, (x: Tensor) => Tensor][] = [
  ['sum', (x) => t.sum(x, { axis: 0, keepdims: true })],
  ['mean', (x) => t.mean(x, { axis: -1 })],
  ['prod', (x) => t.prod(x, { axis: -1 })],
  ['prod of two axes', (x) => t.prod(t.expandDims(x, { axis: 0 }), { axis: [0, -1] })],
  ['std', (x) => t.std(x, { axis: -1, correction: 1 })],
  ['var', (x) => t.var(x, { axis: 0, keepdims: true })],
  ['softmax', (x) => t.softmax(x)],
  ['logSoftmax', (x) => t.logSoftmax(x, { axis: 0 })],
  ['logSumExp', (x) => t.logSumExp(x, { axis: -1 })],
  ['cumulativeSum', (x) => t.cumulativeSum(x, { axis: 0 })],
  ['sort', (x) => t.sort(x)],
  ['sort descending', (x) => t.sort(x, { axis: 0, descending: true })],
  ['roll', (x) => t.roll(x, -1, { axis: -1 })],
  ['concat', (x) => t.concat([x, t.square(x), x], { axis: -1 })],
  ['slice', (x) => t.slice(x, [[null, null, -2]])],
  [
    'pad',
    (x) =>
      t.pad(
        x,
        x.shape.map(() => [1, 2] as const),
        { value: 3 },
      ),
  ],
  [
    'permuteDims',
    (x) =>
      t.permuteDims(
        x,
        x.shape.map((_, i) => (i + 1) % x.ndim),
      ),
  ],
  ['matmul with its transpose', (x) => t.matmul(matrix(x), t.matrixTranspose(matrix(x)))],
  ['matmul with a vector', (x) => t.matmul(x, t.ones([x.shape[x.ndim - 1]], { dtype: 'float64' }))],
  ['matrixTranspose', (x) => t.matrixTranspose(matrix(x))],
  ['einsum of a product', (x) => t.einsum('ik,jk->ij', [matrix(x), t.square(matrix(x))])],
  ['einsum of a diagonal', (x) => t.einsum('ii->i', [t.matmul(matrix(x), matrix(x).T)])],
  ['linear', (x) => t.linear(matrix(x), t.square(matrix(x)), t.sum(matrix(x), { axis: 1 }))],
  ['tril', (x) => t.tril(matrix(x), { k: 1 })],
  ['triu', (x) => t.triu(matrix(x))],
  ['diagonal', (x) => t.diagonal(matrix(x))],
]

/** Operations that pick elements, of which there must be some. */
const picking: [string, (x: Tensor) => Tensor][] = [
  ['max', (x) => t.max(x)],
  ['min along an axis', (x) => t.min(x, { axis: -1 })],
  ['topK', (x) => t.topK(x, 2).values],
  ['take', (x) => t.take(x, t.tensor([1, 0, -1, 1], { dtype: 'int32' }), { axis: -1 })],
  ['takeAlongAxis', (x) => t.takeAlongAxis(x, t.argsort(x))],
  ['slidingWindows', (x) => t.slidingWindows(x, [2])],
  ['slidingWindows with a step', (x) => t.slidingWindows(x, [1], { step: [2] })],
]

const filled = layouts.filter(({ shape }) => shape.length > 0 && !shape.includes(0))
const withAxes = layouts.filter(({ shape }) => shape.length > 0)

onEachBackend(() => {
  describe('gradients of operations with structure', () => {
    describe.each(anyShape)('%s', (_, operation) => {
      it.each(layouts)('$name', ({ shape, view }) => {
        gradCheck((x) => operation(view(x)), [numbers(shape)])
      })
    })

    describe.each(alongAxis)('%s', (name, operation) => {
      const places =
        name === 'std' ? filled.filter((layout) => layout.name !== 'broadcast') : withAxes
      it.each(places)('$name', ({ shape, view }) => {
        gradCheck((x) => operation(view(x)), [numbers(shape)])
      })
    })

    describe.each(picking)('%s', (_, operation) => {
      // In a broadcast layout every element has an equal, where these have a corner.
      const distinct = filled.filter((layout) => layout.name !== 'broadcast')
      it.each(distinct)('$name', ({ shape, view }) => {
        gradCheck((x) => operation(view(x)), [numbers(shape)])
      })
    })

    it.each([...anyShape, ...alongAxis, ...picking])(
      '%s: a gradient of its gradient',
      (_, operation) => {
        const slope = grad((x: Tensor) => sum(t.square(operation(t.sin(x)))))
        gradCheck(slope, [numbers([3, 4])])
      },
    )
  })

  describe('gradients of products', () => {
    it.each([
      [
        [3, 4],
        [4, 5],
      ],
      [[4], [4, 5]],
      [[3, 4], [4]],
      [[4], [4]],
      [
        [2, 3, 4],
        [4, 2],
      ],
      [
        [3, 1, 2, 4],
        [2, 4, 3],
      ],
      [
        [0, 4],
        [4, 2],
      ],
      [
        [3, 0],
        [0, 2],
      ],
    ])('matmul %j x %j', (a, b) => {
      gradCheck((x, y) => t.matmul(x, y), [numbers(a), numbers(b, -2, 2, 2)])
    })

    it.each([
      [
        'ij,jk->ik',
        [
          [2, 3],
          [3, 4],
        ],
      ],
      [
        'bij,bjk->bik',
        [
          [2, 2, 3],
          [2, 3, 2],
        ],
      ],
      ['ii->i', [[3, 3]]],
      ['ii', [[3, 3]]],
      ['i,j->ji', [[2], [3]]],
      ['ij,kj,k->i', [[2, 3], [4, 3], [4]]],
      [
        '...i,...i->...',
        [
          [2, 1, 3],
          [4, 3],
        ],
      ],
      ['ij->j', [[2, 3]]],
    ])('einsum %s', (equation, shapes) => {
      const inputs = shapes.map((shape, i) => numbers(shape, -2, 2, i))
      gradCheck((...xs) => t.einsum(equation, xs), inputs)
    })

    it('tensordot and outer', () => {
      gradCheck(
        (a, b) =>
          t.tensordot(a, b, {
            axes: [
              [0, 2],
              [1, 0],
            ],
          }),
        [numbers([2, 3, 4]), numbers([4, 2, 5], -2, 2, 2)],
      )
      gradCheck((a, b) => t.outer(a, b), [numbers([3]), numbers([2], -2, 2, 2)])
    })

    it.each([
      ['row-major', (w: Tensor) => w, [4, 3]],
      ['transposed', (w: Tensor) => t.matrixTranspose(w), [3, 4]],
    ] as const)('linear with a %s weight', (_, view, shape) => {
      const inputs = [numbers([5, 3]), numbers([...shape], -2, 2, 2), numbers([4], -2, 2, 3)]
      for (const activation of ['none', 'relu'] as const) {
        gradCheck((x, w, b) => t.linear(x, view(w), b, { activation }), inputs)
      }
      gradCheck((x, w) => t.linear(x, view(w)), inputs.slice(0, 2))
    })

    it('linear on no rows', () => {
      const inputs = [numbers([0, 3]), numbers([4, 3]), numbers([4])]
      gradCheck((x, w, b) => t.linear(x, w, b, { activation: 'relu' }), inputs)
    })
  })

  it('bincount passes the gradient of a bin to the weights in it', () => {
    const places = t.tensor([0, 2, 0, 1], { dtype: 'int32' })
    gradCheck((weights) => t.bincount(places, { weights, bins: 4 }), [numbers([4])])
    gradCheck(
      grad((weights: Tensor) => t.sum(t.square(t.bincount(places, { weights })))),
      [numbers([4])],
    )
  })

  it('unique passes the gradient of a value to its first occurrence', () => {
    const x = t.tensor([3, 1, 3, 2], { requiresGrad: true })
    t.sum(multiply(t.unique(x).values, t.tensor([10, 20, 30]))).backward()
    expect(x.grad?.toArray()).toEqual([30, 10, 0, 20])
  })

  it('operations without a gradient throw when one comes to their result', () => {
    const x = t.ones([2, 3])
    x.requiresGrad = true
    const rows = t.tensor([0], { dtype: 'int32' })
    const gathered = t.sum(t.gatherRows(x, rows))
    expect(() => gathered.backward()).toThrow('gatherRows: it has no gradient')
    const target = t.zeros([2, 3])
    expect(() => t.copyInto(target, x)).toThrow('copyInto: the source requires a gradient')
    expect(target.toArray()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
    t.noGrad(() => t.copyInto(target, x))
    expect(target.toArray()).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ])
  })

  describe('gradients of the cross entropy', () => {
    const labels = t.tensor([2, 0, 1], { dtype: 'int32' })

    it.each([
      ['row-major', (z: Tensor) => z, [3, 4]],
      ['transposed', (z: Tensor) => t.matrixTranspose(z), [4, 3]],
    ] as const)('%s logits', (_, view, shape) => {
      gradCheck((z) => t.softmaxCrossEntropy(view(z), labels).loss, [numbers([...shape])])
      const smoothed = (z: Tensor) =>
        t.softmaxCrossEntropy(view(z), labels, { labelSmoothing: 0.2 }).loss
      gradCheck(smoothed, [numbers([...shape])])
      const slope = grad(smoothed)
      gradCheck(slope, [numbers([...shape])])
    })

    it('with smoothed labels', () => {
      const smoothed = (z: Tensor) => t.softmaxCrossEntropy(z, labels, { labelSmoothing: 0.2 }).loss
      gradCheck(smoothed, [numbers([3, 4])])
      gradCheck(grad(smoothed), [numbers([3, 4])])
    })

    it('has a gradient by what comes from above, twice', () => {
      const loss = (z: Tensor, s: Tensor) =>
        multiply(t.softmaxCrossEntropy(z, labels, { labelSmoothing: 0.1 }).loss, t.exp(s))
      const slope = (z: Tensor, s: Tensor) => grad(loss)(z, s)
      gradCheck(slope, [numbers([3, 4]), numbers([])])
    })

    it('scales with what comes from above', () => {
      gradCheck(
        (z, s) => multiply(t.softmaxCrossEntropy(z, labels).loss, t.exp(s)),
        [numbers([3, 4]), numbers([])],
      )
    })
  })
})
