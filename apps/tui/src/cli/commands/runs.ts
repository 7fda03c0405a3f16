import { Argument, type Command, Option } from 'commander'
import * as options from '../options'
import type { Ask } from '../request'
import { pathOf } from '../values'

/** Earlier runs that are to be listed or compared. */
export interface RunsRequest {
  readonly kind: 'runs'
  /** Logs, or folders with logs; none for the usual ones. */
  readonly paths: readonly string[]
  readonly compare: boolean
  readonly json: boolean
}

const examples = `
Examples:
  handwritten runs                          the runs kept here and in the folder runs
  handwritten runs --compare runs/a runs/b  side by side: what differs, and each epoch
  handwritten runs sweep.jsonl --json       one JSON object a run

A run is found by its log: the log.jsonl in a folder of train --save, or a file of --log.`

/** Describes the command; `ask` is called when the command line asks for it. */
export function describeRuns(program: Command, ask: Ask): void {
  program
    .command('runs')
    .summary('list earlier runs with settings and results, or compare them')
    .description(
      'Lists earlier runs with their settings and results, the latest last, or compares them.',
    )
    .addArgument(
      new Argument('[path...]', 'logs, or folders with logs (default: . and runs)').argParser(
        (text: string, before: readonly string[] | undefined) => [
          ...(before ?? []),
          pathOf('log or folder')(text),
        ],
      ),
    )
    .addOption(
      new Option('--compare', 'side by side, six runs at most').helpGroup('How it is shown:'),
    )
    .addOption(options.json('one JSON object a run').conflicts('compare'))
    .addHelpText('after', examples)
    .action(
      (paths: string[] | undefined, { compare = false, json = false }: Partial<RunsRequest>) =>
        ask({ kind: 'runs', paths: paths ?? [], compare, json }),
    )
}
