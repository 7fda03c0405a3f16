import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Pacer } from '../../src/sinks/pacer'

describe('Pacer', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  /** Frames drawn in a second in which one is asked for every millisecond, each drawn in `cost`. */
  function frames(cost: number, isTold = true): number {
    let now = 0
    let spent = 0
    let drawn = 0
    const draw = (): void => {
      drawn += 1
      now += cost
      spent += cost
    }
    const pacer = new Pacer(draw, () => now, isTold ? () => spent : null)
    for (let millisecond = 0; millisecond < 1000; millisecond++) {
      pacer.request()
      now += 1
      vi.advanceTimersByTime(1)
    }
    pacer.stop()
    return drawn
  }

  it('draws at most 30 frames a second', () => {
    expect(frames(0)).toBeGreaterThan(20)
    expect(frames(0)).toBeLessThanOrEqual(30)
  })

  it('draws less often when a frame is dear, but still a few times a second', () => {
    expect(frames(5)).toBeLessThanOrEqual(11)
    expect(frames(100)).toBeGreaterThanOrEqual(3)
  })

  it('counts the time of drawing where nobody tells the work of this thread', () => {
    expect(frames(5, false)).toBeLessThanOrEqual(11)
  })

  it('draws once for many requests, and not at all when stopped', () => {
    let drawn = 0
    const pacer = new Pacer(() => {
      drawn += 1
    })
    for (let request = 0; request < 10; request++) pacer.request()
    vi.advanceTimersByTime(500)
    expect(drawn).toBe(1)
    pacer.request()
    pacer.stop()
    pacer.request()
    vi.advanceTimersByTime(500)
    expect(drawn).toBe(1)
  })
})
