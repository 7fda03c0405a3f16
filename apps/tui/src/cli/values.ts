import { InvalidArgumentError } from 'commander'
import type { Shard } from '../sweep/shard'

/** Returns a parser of integers from `min` to `max`. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    throw new InvalidArgumentError(`Expected an integer from ${min} to ${max}.`)
  }
}

/** Parses a number above 0 such as 0.01 or 1e-2. */
export function positiveNumber(text: string): number {
  const value = decimal(text)
  if (value > 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('Expected a number above 0.')
}

/** Parses a percentage such as 98% or a fraction such as 0.98 into a fraction in (0, 1]. */
export function fraction(text: string): number {
  const value = text.endsWith('%') ? decimal(text.slice(0, -1)) / 100 : decimal(text)
  if (value > 0 && value <= 1) return value
  throw new InvalidArgumentError('Expected a percentage such as 98%, or a fraction such as 0.98.')
}

/** Returns a parser of values separated by commas, each parsed by `parse`; duplicates are rejected. */
export function listOf<T>(parse: (text: string) => T): (text: string) => T[] {
  return (text) => {
    const values = text.split(',').map((part) => parse(part.trim()))
    if (new Set(values).size === values.length) return values
    throw new InvalidArgumentError('Expected each value only once.')
  }
}

/** Returns a parser of one of `names`. */
export function oneOf<T extends string>(names: readonly T[]): (text: string) => T {
  return (text) => {
    const found = names.find((name) => name === text)
    if (found !== undefined) return found
    throw new InvalidArgumentError(`Allowed choices are ${names.join(', ')}.`)
  }
}

/** Returns a parser of a path that is not empty; `what` names its target in the message. */
export function pathOf(what: string): (text: string) => string {
  return (text) => {
    if (text.trim() !== '' && !text.includes('\0')) return text
    throw new InvalidArgumentError(`Expected the path of a ${what}.`)
  }
}

/** Parses a share such as 2/4. */
export function shardOfSweep(text: string): Shard {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number)
  if (index !== undefined && count !== undefined && index >= 1 && index <= count) {
    return { index, count }
  }
  throw new InvalidArgumentError('Expected a share i/n with i from 1 to n, such as 2/4.')
}

/** Returns a parser of an argument that takes several paths. */
export function repeated(
  what: string,
): (text: string, before: readonly string[] | undefined) => string[] {
  const parse = pathOf(what)
  return (text, before = []) => [...before, parse(text)]
}

function decimal(text: string): number {
  return /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
}
