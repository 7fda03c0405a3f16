import { MergeError, StateError } from '../errors'
import { describe } from './numbers'

/** Reads a saved state field by field, and throws a StateError at the first that does not fit. */
export class StateReader {
  readonly #metric: string
  readonly #fields: Record<string, unknown>

  /** `state` is what `toJSON` gave, or what JSON made of it. */
  constructor(metric: string, state: unknown) {
    if (typeof state !== 'object' || state === null || !('metric' in state)) {
      throw new StateError(
        `${metric}.from: expected what toJSON gives, got ${describe(state)} without "metric"`,
      )
    }
    if (state.metric !== metric) {
      throw new StateError(
        `${metric}.from: this is the state of ${describe(state.metric)}, not of "${metric}"`,
      )
    }
    this.#metric = metric
    this.#fields = { ...state }
  }

  value(field: string): unknown {
    return this.#fields[field]
  }

  /** A finite number of at least `least`. */
  number(field: string, least = -Number.MAX_VALUE): number {
    const value = this.#fields[field]
    return typeof value === 'number' && Number.isFinite(value) && value >= least
      ? value
      : this.fail(field, 'a finite number in range', value)
  }

  /** An integer of at least `least`. */
  integer(field: string, least: number): number {
    const value = this.#fields[field]
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= least
      ? value
      : this.fail(field, `an integer of ${least} or more`, value)
  }

  /** A list of finite numbers. */
  numbers(field: string): number[] {
    const value = this.#fields[field]
    return isNumbers(value) ? value : this.fail(field, 'a list of finite numbers', value)
  }

  /** A list of integers of 0 or more. */
  counts(field: string): number[] {
    const value = this.#fields[field]
    return isNumbers(value) && value.every(isCount)
      ? value
      : this.fail(field, 'a list of counts', value)
  }

  /** A list of lists of finite numbers. */
  rows(field: string): number[][] {
    const value = this.#fields[field]
    return Array.isArray(value) && value.every(isNumbers)
      ? value
      : this.fail(field, 'a list of lists of finite numbers', value)
  }

  fail(field: string, expected: string, found: unknown): never {
    throw new StateError(
      `${this.#metric}.from: "${field}" must be ${expected}, got ${describe(found)}`,
    )
  }
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isFinite(item))
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/** Throws unless both metrics are of one class and agree in the named settings. */
export function requireMergeable<T extends object>(
  metric: string,
  target: T,
  other: T,
  settings: readonly (keyof T & string)[] = [],
): void {
  if (other?.constructor !== target.constructor) {
    throw new MergeError(`${metric}.merge: expected another ${metric}, got ${describe(other)}`)
  }
  for (const setting of settings) {
    if (target[setting] === other[setting]) continue
    throw new MergeError(
      `${metric}.merge: ${setting} differs: ${target[setting]} against ${other[setting]}; ` +
        'merge metrics of equal settings',
    )
  }
}
