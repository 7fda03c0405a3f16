import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as metrics from '../src/index'
import { EmptyMetricError, MergeError, MetricError, StateError } from '../src/index'
import { expectClose } from './close'
import { type AnyMetric, type Kind, kinds, samples, slice } from './kinds'

/** What a metric says: its result, or the code of the error in its place. */
function outcome(metric: AnyMetric): unknown {
  try {
    return metric.compute()
  } catch (error) {
    if (error instanceof MetricError) return error.code
    throw error
  }
}

function expectSame(kind: Kind, actual: AnyMetric, expected: AnyMetric): void {
  expect(actual.count).toBe(expected.count)
  const [found, wanted] = [outcome(actual), outcome(expected)]
  if (kind.exact || typeof wanted !== 'number' || !Number.isFinite(wanted)) {
    expect(found).toEqual(wanted)
  } else {
    expectClose(found as number, wanted)
  }
}

it('these laws are held to by every metric that is exported', () => {
  const isMetric = (value: unknown) => typeof value === 'function' && 'from' in value
  const exported = Object.entries(metrics).filter(([, value]) => isMetric(value))
  expect(kinds.map(({ name }) => name).sort()).toEqual(exported.map(([name]) => name).sort())
})

describe.each(kinds)('$name', (kind) => {
  const fed = (...parts: Parameters<Kind['feed']>[1][]) => {
    const metric = kind.create()
    for (const part of parts) kind.feed(metric, part)
    return metric
  }

  it('gives the same whatever the size of the batches', () => {
    const sizes = fc.integer({ min: 1, max: 9 })
    fc.assert(
      fc.property(samples(0), sizes, (all, size) => {
        const batches = Array.from({ length: Math.ceil(all.labels.length / size) }, (_, i) =>
          slice(all, i * size, (i + 1) * size),
        )
        expectSame(kind, fed(...batches), fed(all))
      }),
    )
  })

  it('merged from two parts, either maybe empty, is the whole', () => {
    fc.assert(
      fc.property(samples(0), fc.nat(40), (all, cut) => {
        const [first, second] = [fed(slice(all, 0, cut)), fed(slice(all, cut, 40))]
        const unchanged = JSON.stringify(second)
        expectSame(kind, first.merge(second), fed(all))
        expect(JSON.stringify(second)).toBe(unchanged)
      }),
    )
  })

  it('goes on after a round trip through JSON as if nothing had been', () => {
    fc.assert(
      fc.property(samples(0), fc.nat(40), (all, cut) => {
        const saved = JSON.parse(JSON.stringify(fed(slice(all, 0, cut))))
        const restored = kind.from(saved)
        kind.feed(restored, slice(all, cut, 40))
        const untouched = fed(slice(all, 0, cut), slice(all, cut, 40))
        expectSame({ ...kind, exact: true }, restored, untouched)
      }),
    )
  })

  it('never gives NaN, deep inside its result neither', () => {
    const isNaNInside = (value: unknown): boolean =>
      typeof value === 'object' && value !== null
        ? Object.values(value).some(isNaNInside)
        : Number.isNaN(value)
    fc.assert(fc.property(samples(0), (all) => !isNaNInside(outcome(fed(all)))))
  })

  it('merged with itself counts everything twice', () => {
    fc.assert(
      fc.property(samples(1), (all) => {
        const metric = fed(all)
        expectSame(kind, metric.merge(metric), fed(all, all))
      }),
    )
  })

  it('is as new after reset', () => {
    fc.assert(
      fc.property(samples(1), (all) => {
        expect(fed(all).reset().toJSON()).toEqual(kind.create().toJSON())
      }),
    )
  })

  it('refuses the state of another metric, a broken state and another metric', () => {
    const state = { ...kind.create().toJSON() }
    expect(() => kind.from({ ...state, metric: 'Other' })).toThrow(StateError)
    for (const wrong of [null, 3, 'state', [], {}]) {
      expect(() => kind.from(wrong)).toThrow(StateError)
    }
    for (const field of Object.keys(state)) {
      expect(() => kind.from({ ...state, [field]: 'broken' }), field).toThrow(StateError)
    }
    const other = kinds[(kinds.indexOf(kind) + 1) % kinds.length].create()
    expect(() => kind.create().merge(other)).toThrow(MergeError)
  })
})

const counting = kinds.filter(({ name }) => name !== 'ConfusionMatrix')
it.each(counting)('$name has no result before the first sample', ({ name, create }) => {
  expect(() => create().compute()).toThrow(EmptyMetricError)
  expect(() => create().compute()).toThrow(`${name}.compute: nothing was seen yet`)
})
