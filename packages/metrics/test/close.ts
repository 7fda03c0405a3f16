import { expect } from 'vitest'

type Nested = null | number | readonly Nested[]

/** Expects the same numbers in the same places, to 1e-12 of the larger of 1 and the expected. */
export function expectClose(actual: Nested, expected: Nested | undefined): void {
  if (typeof expected === 'number') {
    expect(actual).toBeTypeOf('number')
    const error = Math.abs((actual as number) - expected) / Math.max(1, Math.abs(expected))
    expect(error, `${actual} against ${expected}`).toBeLessThanOrEqual(1e-12)
  } else if (Array.isArray(expected)) {
    expect(actual).toHaveLength(expected.length)
    expected.forEach((item, i) => {
      expectClose((actual as readonly Nested[])[i], item)
    })
  } else {
    expect(actual).toBe(expected)
  }
}
