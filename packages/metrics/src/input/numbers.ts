import { InputError, LengthError, NotFiniteError } from '../errors'

/** Numbers by index: an array, a typed array, or anything with `length` and indices. */
export type Numbers = ArrayLike<number>

/** Throws unless `values` has a length and indices. */
export function requireArray(operation: string, name: string, values: unknown): void {
  const length =
    typeof values === 'object' && values !== null && 'length' in values && values.length
  if (Number.isInteger(length) && Number(length) >= 0) return
  throw new InputError(
    `${operation}: ${name} must have a length and indices, got ${describe(values)}; ` +
      'pass an array or a typed array',
  )
}

/** Throws unless `values` is an array of finite numbers. */
export function requireFinite(operation: string, name: string, values: Numbers): void {
  requireArray(operation, name, values)
  for (let i = 0; i < values.length; i++) {
    requireFiniteNumber(operation, `${name}[${i}]`, values[i])
  }
}

/** Throws unless `value` is a finite number. */
function requireFiniteNumber(operation: string, name: string, value: unknown): void {
  if (Number.isFinite(value)) return
  throw new NotFiniteError(
    `${operation}: ${name} must be a finite number, got ${describe(value)}; ` +
      'leave such samples out, or find where they come from',
  )
}

/** Throws unless both arrays hold as many samples. */
export function requireSameLength(
  operation: string,
  names: readonly [string, string],
  first: ArrayLike<unknown>,
  second: ArrayLike<unknown>,
): void {
  if (first.length === second.length) return
  throw new LengthError(
    `${operation}: ${names[0]} and ${names[1]} differ in length: ` +
      `${first.length} against ${second.length}; pass one of each per sample`,
  )
}

/** A value as it stands in an error message. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? 'an array' : 'an object'
  }
  return typeof value === 'bigint' ? `${value}n` : String(value)
}
