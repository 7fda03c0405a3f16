import { Generator } from '@handwritten/tensor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stratifiedSplit } from '../src/dataset/stratified-split'
import { subset } from '../src/dataset/subset'
import { ValueError } from '../src/errors'
import { balancedSampler } from '../src/loader/balanced-sampler'
import { weightedSampler } from '../src/loader/weighted-sampler'
import { numberedDataset } from './support/numbered-dataset'

const labelLists = fc.array(fc.nat(2), { minLength: 1, maxLength: 80 })

function counts(values: Iterable<number>): Map<number, number> {
  const found = new Map<number, number>()
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1)
  return found
}

describe('weightedSampler', () => {
  it('draws each row as often as its weight asks, and never one of weight 0', () => {
    const weights = [1, 0, 3, 0.5, 0]
    const sampler = weightedSampler(weights, { count: 45_000 })
    const found = counts(sampler.order(new Generator(1)))
    expect(sampler.size).toBe(45_000)
    expect([...found.keys()].sort()).toEqual([0, 2, 3])
    for (const [row, count] of found) {
      const share = weights[row] / 4.5
      // Five standard deviations of a binomial count.
      const bound = 5 * Math.sqrt(45_000 * share * (1 - share))
      expect(Math.abs(count - 45_000 * share)).toBeLessThan(bound)
    }
  })

  it('refuses weights that are negative, not numbers, or all 0', () => {
    expect(() => weightedSampler([1, -1])).toThrow(/found -1 at row 1/)
    expect(() => weightedSampler([Number.NaN])).toThrow(ValueError)
    expect(() => weightedSampler([0, 0])).toThrow(/at least one weight/)
    expect(() => weightedSampler([])).toThrow(ValueError)
  })
})

describe('balancedSampler', () => {
  it('serves every class equally often, and its rows equally often to within one', () => {
    fc.assert(
      fc.property(labelLists, fc.nat(30), (labels, perClass) => {
        const sampler = balancedSampler(labels, { perClass })
        const order = sampler.order(new Generator(2))
        expect(order.length).toBe(sampler.size)
        const classes = counts(Array.from(order, (row) => labels[row]))
        for (const label of new Set(labels)) expect(classes.get(label) ?? 0).toBe(perClass)
        const rows = counts(order)
        labels.forEach((label, row) => {
          const others = labels.filter((other) => other === label).length
          const share = perClass / others
          expect(rows.get(row) ?? 0).toBeGreaterThanOrEqual(Math.floor(share))
          expect(rows.get(row) ?? 0).toBeLessThanOrEqual(Math.ceil(share))
        })
      }),
    )
  })

  it('keeps about the size of the set by default, in a new order each time', () => {
    const labels = Array.from({ length: 100 }, (_, i) => (i < 90 ? 0 : 1))
    const sampler = balancedSampler(labels)
    expect(sampler.size).toBe(100)
    const generator = new Generator(3)
    expect(sampler.order(generator)).not.toEqual(sampler.order(generator))
    expect(() => balancedSampler(labels, { perClass: 1.5 })).toThrow(/whole number, found 1.5/)
    expect(balancedSampler([]).size).toBe(0)
  })

  it('takes the labels of a set as they are', () => {
    const { labels } = numberedDataset(10)
    const order = balancedSampler(labels, { perClass: 2 }).order(new Generator(4))
    const classes = counts(Array.from(order, (row) => row % 3))
    expect([0, 1, 2].map((label) => classes.get(label))).toEqual([2, 2, 2])
  })
})

describe('stratifiedSplit', () => {
  it('puts each row in one part at most, and shares every class to within one image', () => {
    const fractions = fc.array(fc.double({ min: 0, max: 0.33, noNaN: true }), { maxLength: 3 })
    fc.assert(
      fc.property(labelLists, fractions, fc.nat(9), (labels, shares, seed) => {
        const set = numberedDataset(labels.length, labels)
        const parts = stratifiedSplit(set, shares, { seed })
        expect(parts.length).toBe(shares.length)
        const rows = parts.map(({ images }) => images.toTypedArray().filter((_, i) => i % 6 === 0))
        const all = rows.flatMap((part) => [...part])
        expect(new Set(all).size).toBe(all.length)
        parts.forEach((part, p) => {
          const found = [...part.labels.toTypedArray()]
          expect(found).toEqual(Array.from(rows[p], (row) => labels[row]))
          for (const [label, count] of counts(labels)) {
            const here = found.filter((other) => other === label).length
            expect(Math.abs(here - shares[p] * count)).toBeLessThanOrEqual(1)
          }
        })
      }),
    )
  })

  it('uses every row when the fractions sum to 1, and the seed decides which', () => {
    const set = numberedDataset(30)
    const split = (seed: number) =>
      stratifiedSplit(set, [0.8, 0.2], { seed }).map(({ images }) => images.toArray())
    expect(split(1).map((part) => (part as unknown[]).length)).toEqual([24, 6])
    expect(split(1)).toEqual(split(1))
    expect(split(1)).not.toEqual(split(2))
    expect(() => stratifiedSplit(set, [0.8, 0.3])).toThrow(/sum to at most 1, found 0.8, 0.3/)
    expect(() => stratifiedSplit(set, [-0.1])).toThrow(ValueError)
  })
})

describe('subset', () => {
  it('takes the rows in the order given, also twice', () => {
    const part = subset(numberedDataset(9), [7, 0, 7], 'part')
    expect([part.length, part.name]).toEqual([3, 'part'])
    expect(part.labels.toArray()).toEqual([1, 0, 1])
    expect([...part.images.toTypedArray()].filter((_, i) => i % 6 === 0)).toEqual([7, 0, 7])
    const middle = subset(numberedDataset(9), [5, 3, 4])
    expect(middle.labels.toArray()).toEqual([2, 0, 1])
    expect([...middle.images.toTypedArray()].filter((_, i) => i % 6 === 0)).toEqual([5, 3, 4])
    expect(subset(numberedDataset(9), []).length).toBe(0)
  })

  it.each([9, -1, 0.5])('refuses row %s of nine', (row) => {
    expect(() => subset(numberedDataset(9), [row])).toThrow(
      `subset: rows must lie in 0..8, found ${row}`,
    )
  })
})
