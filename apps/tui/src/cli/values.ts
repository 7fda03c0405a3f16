import { InvalidArgumentError } from 'commander'

/** A parser of whole numbers from `min` to `max`, for an option's value. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`)
  }
}

/** Parses a number above 0, written like 0.01 or 1e-2. */
export function positiveNumber(text: string): number {
  const value = decimal(text)
  if (value > 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('Give a number above 0.')
}

/** Parses a part of the whole, written like 98% or 0.98, as a fraction above 0 and up to 1. */
export function fraction(text: string): number {
  const value = text.endsWith('%') ? decimal(text.slice(0, -1)) / 100 : decimal(text)
  if (value > 0 && value <= 1) return value
  throw new InvalidArgumentError('Give a percentage such as 98%, or a fraction such as 0.98.')
}

/** A parser of values between commas, each parsed by `parse`; none may come twice. */
export function listOf<T>(parse: (text: string) => T): (text: string) => T[] {
  return (text) => {
    const values = text.split(',').map((part) => parse(part.trim()))
    if (new Set(values).size === values.length) return values
    throw new InvalidArgumentError('Give each value once.')
  }
}

/** A parser of one of `names`. */
export function oneOf<T extends string>(names: readonly T[]): (text: string) => T {
  return (text) => {
    const found = names.find((name) => name === text)
    if (found !== undefined) return found
    throw new InvalidArgumentError(`Allowed choices are ${names.join(', ')}.`)
  }
}

/** A parser of a path to what `what` says, which may not be empty. */
export function pathOf(what: string): (text: string) => string {
  return (text) => {
    if (text.trim() !== '' && !text.includes('\0')) return text
    throw new InvalidArgumentError(`Give the path of a ${what}.`)
  }
}

function decimal(text: string): number {
  return /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
}
