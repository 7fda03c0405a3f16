import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Throughput, TimeLeft } from '../src/index'
import { expectClose } from './close'

const seconds = fc.double({ min: 0.001, max: 20, noNaN: true })
const work = fc.double({ min: 0.001, max: 1000, noNaN: true })
const reports = fc.array(fc.tuple(work, seconds), { minLength: 1, maxLength: 30 })

describe('Throughput', () => {
  it('of an even pace is that pace, whatever the reports, from the first on', () => {
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 1, maxLength: 30 }), (times) => {
        const throughput = new Throughput()
        for (const time of times) expectClose(throughput.update(80 * time, time).compute(), 80)
      }),
    )
  })

  it('does not depend on the pieces in which an even stretch is reported', () => {
    fc.assert(
      fc.property(reports, fc.integer({ min: 1, max: 9 }), (list, pieces) => {
        const [whole, cut] = [new Throughput(), new Throughput()]
        for (const [amount, time] of list) {
          whole.update(amount, time)
          for (let i = 0; i < pieces; i++) cut.update(amount / pieces, time / pieces)
        }
        expectClose(cut.compute(), whole.compute())
      }),
    )
  })

  it('forgets half of a pace after a half-life', () => {
    const throughput = new Throughput({ halfLife: 4 }).update(1e6 * 100, 1e6)
    expectClose(throughput.update(4 * 200, 4).compute(), 150)
  })

  it('takes work that took no measurable time as an instant', () => {
    const instant = new Throughput().update(100, 1).update(10, 0)
    const brief = new Throughput().update(100, 1).update(10, 1e-9)
    expect(instant.compute()).toBeCloseTo(brief.compute(), 6)
    expect(instant.seconds).toBe(1)
    expect(instant.count).toBe(110)
  })
})

describe('TimeLeft', () => {
  it('counts down with the clock at an even pace, to 0', () => {
    const timeLeft = new TimeLeft({ total: 600 })
    for (let second = 1; second <= 60; second++) {
      expectClose(timeLeft.update(10, 1).compute(), 60 - second)
    }
    expect(timeLeft.update(1, 1).compute()).toBe(0)
  })

  it('grows by a bounded factor in t seconds, however little is done in them', () => {
    fc.assert(
      fc.property(reports, work, seconds, (list, amount, time) => {
        const timeLeft = new TimeLeft({ total: 1e6, halfLife: 30 })
        for (const report of list) timeLeft.update(...report)
        const before = timeLeft.compute()
        const after = timeLeft.update(amount, time).compute()
        const elapsed = list.reduce((total, report) => total + report[1], 0)
        const weight = (age: number) => Math.expm1((Math.LN2 * age) / 30)
        const factor = weight(elapsed + time) / weight(elapsed)
        expect(after).toBeLessThanOrEqual(before * factor * (1 + 1e-12))
      }),
    )
  })

  it('moves by less than 3% for a step ten times slower or faster', () => {
    const steady = () => {
      const timeLeft = new TimeLeft({ total: 1e6 })
      for (let i = 0; i < 1000; i++) timeLeft.update(64, 0.1)
      return timeLeft
    }
    const usual = steady().update(64, 0.1).compute()
    for (const time of [1, 0.01]) {
      expect(Math.abs(steady().update(64, time).compute() / usual - 1)).toBeLessThan(0.03)
    }
  })

  it('is endless while time passes and nothing is done', () => {
    expect(new TimeLeft({ total: 10 }).update(0, 1).compute()).toBe(Number.POSITIVE_INFINITY)
  })
})
