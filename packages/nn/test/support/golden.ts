import { readFileSync } from 'node:fs'
import { type Tensor, tensor } from '@handwritten/tensor'
import { expect } from 'vitest'

/** A file of figures made by a reference program. */
export function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')) as T
}

export type Nested = number | readonly Nested[]

export function float64(values: Nested, requiresGrad = false): Tensor {
  return tensor(values as number[], { dtype: 'float64', requiresGrad })
}

/** Numbers agree to relative 1e-10 with absolute 1e-12, in row-major order, unless told otherwise. */
export function expectClose(
  found: Tensor,
  expected: Nested,
  { relative = 1e-10, absolute = 1e-12 } = {},
): void {
  const wanted = float64(expected)
  expect(found.shape).toEqual(wanted.shape)
  const values = found.toTypedArray()
  wanted.toTypedArray().forEach((value, place) => {
    const bound = absolute + relative * Math.abs(value)
    expect(
      Math.abs(values[place] - value),
      `element ${place}: ${values[place]} for ${value}`,
    ).toBeLessThanOrEqual(bound)
  })
}
