import { accessSync } from 'node:fs'
import { findRuns, usualPlaces } from '../runs/find-runs'
import { bestAccuracy } from '../runs/run-facts'
import type { RunLog } from '../runs/run-log'
import { runNames } from '../runs/run-names'
import { comparisonLines, listLines } from '../runs/run-tables'
import { fileProblem } from '../saved/file-problem'
import { escaped } from '../text/escaped'
import { jsonText } from '../text/json-text'
import { RunFailure } from '../training/failure'
import type { Outcome, TaskContext } from './task'

/** Earlier runs to list or compare. */
export interface RunsRequest {
  /** Logs, or folders with logs; empty for the default folders. */
  readonly paths: readonly string[]
  readonly compare: boolean
  readonly json: boolean
}

/** More do not fit beside each other. */
const most = 6

/** Prints the runs whose logs are found, as a list, side by side, or as JSON. */
export async function run(
  request: RunsRequest,
  { output }: Pick<TaskContext, 'output'>,
): Promise<Outcome> {
  const { paths, compare, json } = request
  for (const path of paths) checkPath(path)
  const places = paths.length > 0 ? paths : usualPlaces()
  const { runs: found, problems } = await findRuns(places)
  for (const problem of problems) output.log(`handwritten: ${escaped(problem)}\n`)
  if (found.length === 0)
    throw new RunFailure(
      'no-runs',
      `there is no log of a run in ${places.join(', ')}; keep runs with train --save or --log, or name logs or folders`,
    )
  if (compare && found.length > most)
    throw new RunFailure(
      'too-many',
      `there are ${found.length} runs, and at most ${most} are compared; name their logs or folders`,
    )
  if (json) for (const line of jsonLines(found)) output.out(`${line}\n`)
  else
    for (const line of compare ? comparisonLines(found) : listLines(found, output.columns))
      output.out(`${line}\n`)
  return { exitCode: problems.length === 0 ? 0 : 1 }
}

function checkPath(path: string): void {
  try {
    accessSync(path)
  } catch (error) {
    throw new RunFailure('unreadable', `${path} cannot be read: ${fileProblem(error)}`)
  }
}

function jsonLines(found: readonly RunLog[]): string[] {
  const names = runNames(found)
  return found.map((run, index) => {
    const { file, number, start, epochs, ending } = run
    const last = epochs.at(-1)
    return jsonText({
      ...{ type: 'run', name: names[index], file, number },
      ...start,
      ...{ epochsDone: last?.epoch ?? 0, ending },
      ...{ testLoss: last?.testLoss ?? null, testAccuracy: last?.testAccuracy ?? null },
      bestTestAccuracy: bestAccuracy(run),
    })
  })
}
