import type { Numbers } from './numbers'

/**
 * A value for each number. `Float64Array.from(numbers, value)` collects them in a JavaScript array first,
 * whose length is limited: V8 ends the process beyond 2^27 elements.
 */
export function mapNumbers(
  numbers: Numbers,
  value: (number: number, index: number) => number,
): Float64Array {
  const values = new Float64Array(numbers.length)
  for (let i = 0; i < values.length; i++) values[i] = value(numbers[i], i)
  return values
}
