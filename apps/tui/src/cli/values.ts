import { readFileSync, statSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { fileProblem } from '../saved/file-problem'
import type { JsonFile } from '../settings/recipe-changes'
import type { Shard } from '../sweep/shard'
import { decodeText } from '../text/decode-text'

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
  const value = portion(text)
  if (value > 0 && value <= 1) return value
  throw new InvalidArgumentError('Expected a percentage such as 98%, or a fraction such as 0.98.')
}

/** Parses a number of at least 0. */
export function notNegative(text: string): number {
  const value = decimal(text)
  if (value >= 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('Expected a number of at least 0.')
}

/** Parses a percentage or a fraction in [0, 1). */
export function share(text: string): number {
  const value = portion(text)
  if (value >= 0 && value < 1) return value
  throw new InvalidArgumentError('Expected a fraction from 0 to below 1, such as 0.2 or 20%.')
}

/** Parses a percentage or a fraction in (0, 1). */
export function openShare(text: string): number {
  const value = portion(text)
  if (value > 0 && value < 1) return value
  throw new InvalidArgumentError('Expected a fraction between 0 and 1, such as 0.1 or 10%.')
}

/** Parses the sizes of layers, `512-256` or `512,256`; `none` for no hidden layer. */
export function layerSizes(text: string): number[] {
  if (text === 'none') return []
  const size = wholeNumber(1, 1e6)
  try {
    return text.split(/[-,]/).map(size)
  } catch {
    throw new InvalidArgumentError('Expected sizes of layers such as 512-256, or none.')
  }
}

/** Parses height and width of images: `32`, or `28x20`. */
export function imageSize(text: string): [height: number, width: number] {
  const [height = 0, width = height, ...rest] = text.split('x').map(Number)
  const isSize = [height, width].every((side) => Number.isInteger(side) && side > 0 && side <= 4096)
  if (isSize && rest.length === 0) return [height, width]
  throw new InvalidArgumentError(
    'Expected a size of images such as 32, or height x width as 28x20.',
  )
}

/** Largest JSON file in bytes; larger ones are rejected. */
const largestJson = 1_000_000

/** Reads a JSON file of settings. */
export function jsonFile(file: string): JsonFile {
  try {
    const { size } = statSync(file)
    if (size <= largestJson) return { file, value: JSON.parse(decodeText(readFileSync(file))) }
    throw new InvalidArgumentError(`Expected at most ${largestJson} bytes, found ${size}.`)
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error
    const isJson = error instanceof SyntaxError
    throw new InvalidArgumentError(
      isJson ? `It is not JSON: ${error.message}` : `It cannot be read: ${fileProblem(error)}.`,
    )
  }
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

/** A percentage, or a fraction. */
function portion(text: string): number {
  return text.endsWith('%') ? decimal(text.slice(0, -1)) / 100 : decimal(text)
}

function decimal(text: string): number {
  return /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
}
