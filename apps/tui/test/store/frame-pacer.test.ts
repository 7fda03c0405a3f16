import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FramePacer } from '../../src/store/frame-pacer'

describe('FramePacer', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  /** A pacer of frames that cost `cost` milliseconds, on a machine of `processors`. */
  function open(cost: number, { threads = 2, processors = 2, isTraining = true } = {}) {
    const clock = { time: 0, busy: 0, drawn: 0 }
    const draw = (): void => {
      clock.drawn += 1
      clock.time += cost
      clock.busy += cost
    }
    const pacer = new FramePacer(draw, {
      now: () => clock.time,
      spent: () => clock.busy,
      processors,
    })
    pacer.leaveCores(threads, isTraining)
    const pass = (milliseconds: number, eachMillisecond = () => {}): void => {
      for (let passed = 0; passed < milliseconds; passed++) {
        eachMillisecond()
        clock.time += 1
        vi.advanceTimersByTime(1)
      }
    }
    return { pacer, clock, pass }
  }

  /** Frames drawn in a second in which one is requested every millisecond. */
  function frames(...options: Parameters<typeof open>): number {
    const { pacer, clock, pass } = open(...options)
    pass(1000, () => pacer.request())
    pacer.stop()
    return clock.drawn
  }

  it('draws at most 30 frames a second', () => {
    expect(frames(0)).toBeGreaterThan(20)
    expect(frames(0)).toBeLessThanOrEqual(30)
  })

  it('takes 3% of one processor where the compute threads use all of them', () => {
    expect(frames(6)).toBeGreaterThanOrEqual(5)
    expect(frames(6)).toBeLessThanOrEqual(6)
  })

  it('takes 3% of all processors where the compute threads leave one free', () => {
    expect(frames(6, { threads: 3, processors: 4 })).toBeGreaterThan(15)
    expect(frames(6, { threads: 3, processors: 4 })).toBeLessThanOrEqual(24)
  })

  it('draws at the full rate while the network does not train', () => {
    expect(frames(6, { isTraining: false })).toBeGreaterThan(20)
  })

  it('draws two frames a second however much they cost', () => {
    expect(frames(100)).toBeGreaterThanOrEqual(2)
  })

  it('does not wait for its budget right after a key', () => {
    const { pacer, clock, pass } = open(100)
    pacer.request()
    pass(1)
    expect(clock.drawn).toBe(1)
    pass(40)
    pacer.request()
    pass(1)
    expect(clock.drawn).toBe(1)
    pacer.hurry()
    pass(1)
    expect(clock.drawn).toBe(2)
  })

  it('draws once for many requests, and not at all when stopped', () => {
    const { pacer, clock, pass } = open(1)
    for (let request = 0; request < 10; request++) pacer.request()
    pass(500)
    expect(clock.drawn).toBe(1)
    pacer.request()
    pacer.stop()
    pacer.request()
    pass(500)
    expect(clock.drawn).toBe(1)
  })
})
