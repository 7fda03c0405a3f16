import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { treePairs } from '../src'
import { piecesOf } from '../src/mpi/tree-sum'

/** The sum of float32 terms in the order of the tree. */
function treeSum(terms: readonly number[]): number {
  const sums = Float32Array.from(terms)
  for (const [target, source] of treePairs(sums.length)) sums[target] += sums[source]
  return sums[0]
}

const limit = Math.fround(1e30)
const float = fc.float({ noNaN: true, max: limit, min: -limit })

describe('treePairs', () => {
  it('adds neighbours first, then neighbouring pairs', () => {
    expect(treePairs(1)).toEqual([])
    expect(treePairs(4)).toEqual([
      [0, 1],
      [2, 3],
      [0, 2],
    ])
    expect(treePairs(5).at(-1)).toEqual([0, 4])
  })

  it('adds every term but the first to another, once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), (count) => {
        const sources = treePairs(count).map(([, source]) => source)
        expect(sources.toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: count - 1 }, (_, i) => i + 1),
        )
      }),
    )
  })

  it('gives the same bits when groups of a power of two are summed first', () => {
    const shape = fc.record({
      groups: fc.integer({ min: 1, max: 9 }),
      log2: fc.integer({ min: 0, max: 3 }),
    })
    const sums = shape.chain(({ groups, log2 }) => {
      const length = groups * 2 ** log2
      return fc.tuple(
        fc.constant(2 ** log2),
        fc.array(float, { minLength: length, maxLength: length }),
      )
    })
    fc.assert(
      fc.property(sums, ([size, terms]) => {
        const groups = Array.from({ length: terms.length / size }, (_, g) =>
          treeSum(terms.slice(g * size, (g + 1) * size)),
        )
        expect(treeSum(groups)).toBe(treeSum(terms))
      }),
    )
  })
})

describe('piecesOf', () => {
  it('covers an array without gaps, in pieces whose lengths differ by at most one', () => {
    const sizes = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 20 }))
    fc.assert(
      fc.property(sizes, ([length, size]) => {
        const { lengths, offsets } = piecesOf(length, size)
        let end = 0
        lengths.forEach((count, r) => {
          expect(offsets[r]).toBe(end)
          end += count
        })
        expect(end).toBe(length)
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
