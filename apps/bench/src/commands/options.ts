import { InvalidArgumentError } from 'commander'

/** A number of seconds above 0, as an option's value. */
export function parseSeconds(text: string): number {
  const value = Number(text)
  if (!(value > 0 && Number.isFinite(value)))
    throw new InvalidArgumentError(`expected seconds above 0, found ${JSON.stringify(text)}`)
  return value
}

/** Progress goes to stderr, so that stdout stays the report's. */
export function log(line: string): void {
  process.stderr.write(`${line}\n`)
}
