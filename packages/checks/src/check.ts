import { describe } from './describe'

/**
 * Returns undefined for a valid value, else the problem as text: `name: expected ..., found ...`. `T` is the
 * type of the values it accepts; it must be exactly the type of the option or argument that it checks.
 */
export interface Check<in out T> {
  (value: unknown, name: string): string | undefined
  /** Never set; makes checks of different types incompatible. */
  readonly type?: (value: T) => T
}

/** A check by a predicate. `expected` follows "expected" in messages. */
/* @__NO_SIDE_EFFECTS__ */ export function check<T>(
  expected: string,
  test: (value: unknown) => boolean,
): Check<T> {
  return (value, name) =>
    test(value) ? undefined : `${name}: expected ${expected}, found ${describe(value)}`
}

/** Accepts every value; for values that the function itself checks. */
/* @__NO_SIDE_EFFECTS__ */ export function anything<T>(): Check<T> {
  return () => undefined
}

export const boolean = check<boolean>('true or false', (value) => typeof value === 'boolean')

export const string = check<string>('a string', (value) => typeof value === 'string')

/** A number other than NaN. */
export const number = check<number>(
  'a number',
  (value) => typeof value === 'number' && !Number.isNaN(value),
)

export const finite = check<number>('a finite number', (value) => Number.isFinite(value))

/** A safe integer. */
export const integer = check<number>('an integer', (value) => Number.isSafeInteger(value))

/** An integer from 0. */
export const count = check<number>(
  'an integer from 0',
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
)

/** A number from `low` to `high`, both included. */
/* @__NO_SIDE_EFFECTS__ */ export function numberIn(low: number, high: number): Check<number> {
  return check(
    `a number from ${low} to ${high}`,
    (value) => typeof value === 'number' && value >= low && value <= high,
  )
}

/** One of a fixed set of strings, numbers or other primitives. */
/* @__NO_SIDE_EFFECTS__ */ export function oneOf<const T>(...values: readonly T[]): Check<T> {
  return check(values.map((value) => describe(value)).join(' or '), (value) =>
    values.includes(value as T),
  )
}

/** A function; `F` is its type. */
/* @__NO_SIDE_EFFECTS__ */ export function func<F>(): Check<F> {
  return check('a function', (value) => typeof value === 'function')
}

/** The check, or undefined. */
/* @__NO_SIDE_EFFECTS__ */ export function optional<T>(inner: Check<T>): Check<T | undefined> {
  return (value, name) => (value === undefined ? undefined : inner(value, name))
}

/** The check, or null. */
/* @__NO_SIDE_EFFECTS__ */ export function orNull<T>(inner: Check<T>): Check<T | null> {
  return (value, name) => (value === null ? undefined : inner(value, name))
}

/** The first check or the second; the message is that of the second. */
/* @__NO_SIDE_EFFECTS__ */ export function either<A, B>(
  first: Check<A>,
  second: Check<B>,
): Check<A | B> {
  return (value, name) => (first(value, name) === undefined ? undefined : second(value, name))
}

/** An array whose elements pass the check. */
/* @__NO_SIDE_EFFECTS__ */ export function listOf<T>(inner: Check<T>): Check<readonly T[]> {
  return (value, name) => {
    if (!Array.isArray(value)) return `${name}: expected an array, found ${describe(value)}`
    for (let i = 0; i < value.length; i++) {
      // The name of an element is only made for an element that fails.
      if (inner(value[i], name) !== undefined) return inner(value[i], `${name}[${i}]`)
    }
    return undefined
  }
}
