import { readFileSync } from 'node:fs'
import { BenchError } from '../errors.ts'

/** What every stored result says of itself. */
export interface StoredKind {
  readonly bench: string
  readonly format: number
}

/** Reads the result of one bench; throws `result` when the file is missing or holds something else. */
export function readStored<Result extends StoredKind>(file: string, kind: StoredKind): Result {
  return parseStored(readText(file), file, kind)
}

/** The result that a text holds; throws `result` when it is something else. */
export function parseStored<Result extends StoredKind>(
  text: string,
  file: string,
  { bench, format }: StoredKind,
): Result {
  const value = parseJson(text, file)
  if (value?.bench !== bench || value.format !== format)
    throw new BenchError(
      'result',
      `${file}: expected the result of \`bench ${bench} --json\` in format ${format}, found bench ${JSON.stringify(value?.bench)} in format ${JSON.stringify(value?.format)}`,
    )
  return value as Result
}

/** Whatever result a file holds; throws `result` when it holds none. */
export function readAnyStored(file: string): StoredKind {
  const value = parseJson(readText(file), file)
  if (typeof value?.bench !== 'string' || typeof value.format !== 'number')
    throw new BenchError('result', `${file}: expected a result that \`bench --json\` wrote`)
  return value as StoredKind
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new BenchError('result', `${file}: cannot be read: ${(error as Error).message}`)
  }
}

function parseJson(text: string, file: string): Partial<StoredKind> | null {
  try {
    return JSON.parse(text) as Partial<StoredKind> | null
  } catch {
    throw new BenchError(
      'result',
      `${file}: expected JSON, found ${JSON.stringify(text.slice(0, 40))}`,
    )
  }
}
