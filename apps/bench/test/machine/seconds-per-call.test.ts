import { describe, expect, it } from 'vitest'
import { secondsPerCall } from '../../src/machine/seconds-per-call.ts'

describe('secondsPerCall', () => {
  it.each([1e-6, 3e-4, 0.5])('tells what a call of %d s takes', (cost) => {
    let now = 0
    let calls = 0
    const call = () => {
      now += cost
      calls++
    }
    expect(secondsPerCall(call, () => now)).toBeCloseTo(cost, 12)
    expect(calls * cost).toBeGreaterThanOrEqual(0.02)
    expect(calls).toBeLessThan(0.09 / cost + 2)
  })
})
