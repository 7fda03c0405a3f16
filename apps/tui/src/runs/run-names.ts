import { basename, dirname } from 'node:path'
import type { RunLog } from './run-log'

/** What each run is called: by its folder or its log, with a number where a log holds several. */
export function runNames(runs: readonly RunLog[]): string[] {
  const counts = Map.groupBy(runs, ({ file }) => file)
  return runs.map(({ file, number }) => {
    const own = basename(file) === 'log.jsonl' ? basename(dirname(file)) : basename(file, '.jsonl')
    return (counts.get(file)?.length ?? 0) > 1 ? `${own} ${number}` : own
  })
}
