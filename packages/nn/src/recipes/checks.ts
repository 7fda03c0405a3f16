import { describe } from '@handwritten/checks'
import { OptionError } from '../errors'

/** Checks a value that comes from a file. @throws OptionError that names `path` */
export type Check = (path: string, value: unknown) => void

/** A check by a predicate; `expected` completes "expected ..., found ...". */
export function check(expected: string, holds: (value: unknown) => boolean): Check {
  return (path, value) => {
    if (!holds(value)) throw new OptionError(`${path}: expected ${expected}, found ${shown(value)}`)
  }
}

/** Integers from `least`. */
export function integer(least: number): Check {
  return check(
    `an integer of at least ${least}`,
    (value) => Number.isSafeInteger(value) && Number(value) >= least,
  )
}

/** Finite numbers for which `holds`. */
export function number(expected: string, holds: (value: number) => boolean): Check {
  return check(
    expected,
    (value) => typeof value === 'number' && Number.isFinite(value) && holds(value),
  )
}

export const fraction: Check = number('a number in [0, 1)', (value) => value >= 0 && value < 1)

export const notNegative: Check = number('a number of at least 0', (value) => value >= 0)

export const positive: Check = number('a number above 0', (value) => value > 0)

export const flag: Check = check('true or false', (value) => typeof value === 'boolean')

export function oneOf(names: readonly string[]): Check {
  return check(`one of ${names.join(', ')}`, (value) => names.includes(value as string))
}

/** Accepts undefined, too. */
export function optional(inner: Check): Check {
  return (path, value) => {
    if (value !== undefined) inner(path, value)
  }
}

/** Arrays of at least `least` elements, each checked by `inner`. */
export function listOf(inner: Check, least = 1): Check {
  return (path, value) => {
    if (!Array.isArray(value) || value.length < least) {
      throw new OptionError(
        `${path}: expected a list of at least ${least} elements, found ${shown(value)}`,
      )
    }
    for (const [place, element] of value.entries()) inner(`${path}[${place}]`, element)
  }
}

/** Arrays of two elements, each checked by `inner`. */
export function twoOf(inner: Check): Check {
  return (path, value) => {
    if (!Array.isArray(value) || value.length !== 2) {
      throw new OptionError(`${path}: expected a list of two elements, found ${shown(value)}`)
    }
    for (const [place, element] of value.entries()) inner(`${path}[${place}]`, element)
  }
}

/** One integer, or two for height and width, from `least`. */
export function pair(least: number): Check {
  const single = integer(least)
  return (path, value) => {
    if (Array.isArray(value)) twoOf(single)(path, value)
    else single(path, value)
  }
}

/** Objects with these fields; other fields are rejected unless `isOpen`. */
export function object(fields: Readonly<Record<string, Check>>, isOpen = false): Check {
  return (path, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new OptionError(`${path}: expected an object, found ${shown(value)}`)
    }
    for (const name of Object.keys(value)) {
      if (isOpen || Object.hasOwn(fields, name)) continue
      const known = Object.keys(fields).join(', ')
      throw new OptionError(`${path}: unknown option ${describe(name)}; expected ${known}`)
    }
    for (const [name, inner] of Object.entries(fields)) {
      inner(`${path}.${name}`, Object.hasOwn(value, name) ? value[name as never] : undefined)
    }
  }
}

/** A value of a file as JSON of bounded length; what JSON does not describe, by its kind. */
function shown(value: unknown): string {
  if (typeof value !== 'object' && typeof value !== 'string') return describe(value)
  const text = textOf(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** Objects that contain themselves or a BigInt have no JSON. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? describe(value)
  } catch {
    return describe(value)
  }
}
