import type { Check } from './check'
import { describe } from './describe'
import { nearest } from './nearest'

/** One check for each key of an options type. */
type OptionChecks<O> = { readonly [K in keyof O]-?: Check<Exclude<O[K], undefined>> }

/** The keys that an options type requires. */
type RequiredKey<O> = { [K in keyof O]-?: undefined extends O[K] ? never : K }[keyof O]

/** Whether `value` is an object literal of this or another realm, or has no prototype. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/**
 * Checks an options object of type `O`: a plain object that has no other keys than `checks`. A key whose
 * value is undefined counts as absent.
 */
/* @__NO_SIDE_EFFECTS__ */ export function options<O extends object>(
  checks: OptionChecks<O>,
  ...required: readonly RequiredKey<O>[]
): Check<O> {
  const known = checks as Readonly<Record<string, Check<unknown>>>
  return (value, name) => {
    if (!isPlainObject(value)) {
      const example = Object.keys(known).slice(0, 3).join(', ')
      return `${name}: expected an object such as { ${example} }, found ${describe(value)}`
    }
    for (const key in value) {
      if (!Object.hasOwn(value, key)) continue
      if (!Object.hasOwn(known, key)) return unknownOption(key, Object.keys(known))
      const problem = value[key] === undefined ? undefined : known[key](value[key], key)
      if (problem !== undefined) return problem
    }
    const missing = required.find((key) => value[key as string] === undefined)
    return missing === undefined ? undefined : known[missing as string](undefined, String(missing))
  }
}

function unknownOption(key: string, known: readonly string[]): string {
  const near = nearest(key, known)
  const hint = near === undefined ? '' : `, did you mean '${near}'?`
  const list = known.length === 0 ? 'there are none' : known.join(', ')
  return `unknown option '${key}'${hint} (options: ${list})`
}
