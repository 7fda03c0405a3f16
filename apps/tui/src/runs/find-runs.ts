import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { decodeText } from '../text/decode-text'
import { parseRunLog, type RunLog } from './run-log'

/** Larger files are no logs of ours: a line an epoch is some 300 bytes. */
const largest = 32 * 2 ** 20
/** Files that are open at the same time. */
const atOnce = 16

/** The runs that were found, the newest log last, and what could not be read, in words. */
export interface FoundRuns {
  readonly runs: readonly RunLog[]
  readonly problems: readonly string[]
}

/**
 * The runs whose logs lie in these places: a log itself, or a folder with `*.jsonl` files or with the
 * folders of saved runs, each with its `log.jsonl`. Places that are not there are passed over.
 */
export async function findRuns(places: readonly string[]): Promise<FoundRuns> {
  const listed = await inTurn(places, logsAt)
  const files = [...new Set(listed.flat())]
  const logs = await inTurn(files, readLog)
  const read = logs.filter((log) => log !== null)
  read.sort((a, b) => a.changed - b.changed)
  return {
    runs: read.flatMap(({ runs }) => runs),
    problems: read.flatMap(({ problem }) => (problem === null ? [] : [problem])),
  }
}

/** Where the logs of runs lie unless it is said otherwise: here, in `runs`, and beside what is named. */
export function usualPlaces(named: readonly (string | undefined)[] = []): string[] {
  const beside = named.flatMap((path) => (path === undefined ? [] : [path, join(path, '..')]))
  return ['.', 'runs', ...beside]
}

async function logsAt(place: string): Promise<string[]> {
  const entries = await readdir(place, { withFileTypes: true }).catch(() => null)
  if (entries === null) return (await isFile(place)) ? [join(place)] : []
  const own = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'))
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  const inside = folders.map(({ name }) => join(place, name, 'log.jsonl'))
  const present = await inTurn(inside, isFile)
  return [...own.map(({ name }) => join(place, name)), ...inside.filter((_, i) => present[i])]
}

/** What `work` makes of each item, in order; a few at a time, since a process may open only so many files. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < items.length; from += atOnce)
    for (const result of await Promise.all(items.slice(from, from + atOnce).map(work)))
      results.push(result)
  return results
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}

async function readLog(
  file: string,
): Promise<{ runs: RunLog[]; changed: number; problem: string | null } | null> {
  try {
    const { size, mtimeMs: changed } = await stat(file)
    if (size > largest) return { runs: [], changed, problem: `${file} is too large for a log` }
    return { runs: parseRunLog(file, decodeText(await readFile(file))), changed, problem: null }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return { runs: [], changed: 0, problem: `${basename(file)} cannot be read (${code})` }
  }
}
