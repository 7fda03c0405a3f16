import { accessSync } from 'node:fs'
import { findRuns } from '../runs/find-runs'
import { fileProblem } from '../saved/file-problem'
import { loggedRuns } from '../sweep/logged-runs'
import { tellRanking } from '../sweep/tell-ranking'
import { escaped } from '../text/escaped'
import { RunFailure } from '../training/failure'
import type { Outcome, TaskContext } from './task'

/** Logs of runs to rank. */
export interface RankRequest {
  /** Logs, or folders with logs. */
  readonly paths: readonly string[]
  readonly json: boolean
}

/** Ranks the settings of the runs in logs, as a sweep ranks its own. */
export async function run(
  { paths, json }: RankRequest,
  { output }: Pick<TaskContext, 'output'>,
): Promise<Outcome> {
  for (const path of paths) requireReadable(path)
  const { runs: logs, problems } = await findRuns(paths)
  for (const problem of problems) output.log(`handwritten: ${escaped(problem)}\n`)
  const { runs, open } = loggedRuns(logs)
  if (runs.length === 0) {
    const found = open === 0 ? 'no runs' : `only ${open} without an end`
    throw new RunFailure('no-runs', `no run to rank in ${paths.join(', ')}: there are ${found}`)
  }
  tellRanking(runs, json, output)
  if (open > 0) output.log(`${open} without an end ${open === 1 ? 'is' : 'are'} not ranked\n`)
  return { exitCode: problems.length === 0 ? 0 : 1 }
}

function requireReadable(path: string): void {
  try {
    accessSync(path)
  } catch (error) {
    throw new RunFailure('unreadable', `${path} cannot be read: ${fileProblem(error)}`)
  }
}
