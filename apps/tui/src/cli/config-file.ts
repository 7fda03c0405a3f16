import { readFileSync, statSync } from 'node:fs'
import { describe } from '@handwritten/checks'
import { type Command, InvalidArgumentError, type Option } from 'commander'
import { fileProblem, kindOf } from '../saved/file-problem'
import { decodeText } from '../text/decode-text'
import { UsageError } from './usage-error'

/** Most bytes of a configuration file; larger files are rejected. */
const largest = 100_000

/**
 * Sets the options of `command` from a JSON file such as `{ "batchSize": 32, "plain": true }`. Options
 * on the command line take precedence.
 * @throws UsageError that names the file and the invalid key
 */
export function applyConfig(command: Command, file: string): void {
  const known = new Map(
    command.options
      .map((option) => [option.attributeName(), option] as const)
      .filter(([key]) => key !== 'config'),
  )
  for (const [key, value] of Object.entries(readObject(file))) {
    const option = known.get(key)
    if (option === undefined) {
      const keys = [...known.keys()].join(', ')
      throw new UsageError(`${file}: unknown key ${describe(key)}; expected one of ${keys}`)
    }
    const parsed = parse(option, value, `${file}: ${key}`)
    if (command.getOptionValueSource(key) === 'cli' || parsed === false) continue
    command.setOptionValueWithSource(key, parsed, 'config')
  }
}

function readObject(file: string): object {
  const value = parseJson(file, readText(file))
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new UsageError(`${file}: expected an object of options such as { "epochs": 3 }`)
}

function readText(file: string): string {
  try {
    const found = statSync(file)
    if (!found.isFile()) throw new UsageError(`${file}: expected a file, found ${kindOf(found)}`)
    const { size } = found
    if (size <= largest) return decodeText(readFileSync(file))
    throw new UsageError(
      `${file}: expected a configuration of at most ${largest} bytes, found ${size} bytes`,
    )
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${file} cannot be read: ${fileProblem(error)}`)
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`)
  }
}

function parse(option: Option, value: unknown, where: string): unknown {
  if (option.isBoolean()) {
    if (typeof value === 'boolean') return value
    throw new UsageError(`${where}: expected true or false, found ${describe(value)}`)
  }
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new UsageError(`${where}: expected a number or a string, found ${describe(value)}`)
  try {
    return option.parseArg ? option.parseArg<unknown>(String(value), undefined) : value
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error
    throw new UsageError(`${where}: ${describe(value)} is invalid. ${error.message}`)
  }
}
