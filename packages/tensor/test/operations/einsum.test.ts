import { describe, expect, it } from 'vitest'
import * as t from '../../src/index'
import { einsum, type Tensor, tensor } from '../../src/index'
import { onEachBackend } from '../support/backends'
import { numbers } from '../support/layouts'

/** The sum that an equation stands for, written out over every value of every label. */
function writtenOut(equation: string, tensors: Tensor[]): number[] {
  const [left, output] = equation.split('->')
  const inputs = left.split(',')
  const sizes = new Map<string, number>()
  inputs.forEach((labels, i) => {
    ;[...labels].forEach((label, axis) => {
      sizes.set(label, tensors[i].shape[axis])
    })
  })
  const labels = [...sizes.keys()]
  const at = (term: string, index: Map<string, number>) =>
    [...term].reduce((place, label) => place * sizes.get(label)! + index.get(label)!, 0)
  const result = new Array<number>([...output].reduce((n, label) => n * sizes.get(label)!, 1)).fill(
    0,
  )
  const visit = (depth: number, index: Map<string, number>): void => {
    if (depth < labels.length) {
      for (let i = 0; i < sizes.get(labels[depth])!; i++)
        visit(depth + 1, index.set(labels[depth], i))
      return
    }
    const factors = inputs.map((term, i) => tensors[i].toTypedArray()[at(term, index)])
    result[at(output, index)] += factors.reduce((a, b) => a * b, 1)
  }
  visit(0, new Map())
  return result
}

onEachBackend(() => {
  describe('einsum', () => {
    it.each([
      [
        'ij,jk->ik',
        [
          [2, 3],
          [3, 4],
        ],
      ],
      [
        'ij,jk->ki',
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
      [
        'ij,ij->',
        [
          [2, 3],
          [2, 3],
        ],
      ],
      [
        'ij,ij->ij',
        [
          [2, 3],
          [2, 3],
        ],
      ],
      ['i,j->ij', [[2], [3]]],
      ['ii->', [[3, 3]]],
      ['ii->i', [[3, 3]]],
      ['iij->ji', [[3, 3, 2]]],
      ['iji,j->i', [[2, 3, 2], [3]]],
      ['ijk->kij', [[2, 3, 4]]],
      ['ijk->j', [[2, 3, 4]]],
      [
        'ab,bc,cd->ad',
        [
          [2, 3],
          [3, 4],
          [4, 2],
        ],
      ],
      [
        'ab,bc,cb->',
        [
          [2, 3],
          [3, 4],
          [4, 3],
        ],
      ],
      [
        'ab,cd->ac',
        [
          [2, 3],
          [4, 5],
        ],
      ],
      [
        'ij,jk->ik',
        [
          [0, 3],
          [3, 2],
        ],
      ],
      [
        'ij,jk->ik',
        [
          [2, 0],
          [0, 2],
        ],
      ],
    ])('%s of %j', (equation, shapes) => {
      const tensors = shapes.map((shape, i) => numbers(shape, -2, 2, i))
      const expected = writtenOut(equation, tensors)
      const found = einsum(equation, tensors).toTypedArray()
      expect(found.length).toBe(expected.length)
      expected.forEach((value, i) => {
        expect(Math.abs(found[i] - value)).toBeLessThan(1e-12)
      })
    })

    it('puts the labels that occur once in alphabetical order', () => {
      const x = numbers([2, 3])
      expect(einsum('ba', [x]).toArray()).toEqual(x.T.toArray())
      expect(einsum('ij,jk', [x, x.T]).shape).toEqual([2, 2])
      expect(einsum('ii', [numbers([3, 3])]).shape).toEqual([])
    })

    it('broadcasts behind an ellipsis', () => {
      const [a, b] = [numbers([5, 1, 2, 3]), numbers([4, 3, 2])]
      const product = t.matmul(a, b)
      expect(einsum('...ij,...jk->...ik', [a, b]).toArray()).toEqual(product.toArray())
      expect(einsum('...ij,...jk', [a, b]).shape).toEqual(product.shape)
      expect(einsum('i...->...', [numbers([2, 3, 4])]).shape).toEqual([3, 4])
    })

    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ])
    it.each([
      ['ij,jk->ik', [x], '2 operands, found 1'],
      ['i->i', [x], "'i' names 1 axes, found shape [2, 3]"],
      ['ijk...->i', [x], "'ijk...' names 3 axes or more"],
      ['ij->k', [x], "'k' is in the result only"],
      ['ij->ii', [x], 'twice in the result'],
      ['i1->i', [x], 'something other than labels'],
      ['i->j->k', [x], "more than one '->'"],
      ['......->', [x], 'two ellipses'],
      ['ii->i', [x], "'i' is 2 and 3"],
      ['ij,ij->ij', [x, tensor([[1]])], "'i' is 2 and 1"],
    ])('refuses %s', (equation, tensors, message) => {
      expect(() => einsum(equation, tensors)).toThrow(message)
    })
  })
})
