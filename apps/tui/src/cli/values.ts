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
  const value = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
  if (value > 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('Give a number above 0.')
}

/** Parses the path of a folder, which may not be empty. */
export function folderPath(text: string): string {
  if (text.trim() !== '') return text
  throw new InvalidArgumentError('Give the path of a folder.')
}
