import { Argument, type Command, Option } from 'commander'
import type { RunsRequest } from '../../tasks/runs'
import * as options from '../options'
import type { Runner } from '../runner'
import { repeated } from '../values'

const examples = `
Examples:
  handwritten runs                          runs in the current folder and in the folder runs
  handwritten runs --compare runs/a runs/b  differing settings and every epoch, side by side
  handwritten runs sweep.jsonl --json       one JSON object per run

Runs are found by their logs: the log.jsonl in a folder of train --save, or a file of --log.`

/** Adds the command `runs`. */
export function addRunsCommand(program: Command, runner: Runner): void {
  program
    .command('runs')
    .summary('list earlier runs with settings and results, or compare them')
    .description(
      'Lists earlier runs with their settings and results, the latest last, or compares them.',
    )
    .addArgument(
      new Argument('[path...]', 'logs, or folders with logs (default: . and runs)').argParser(
        repeated('log or folder'),
      ),
    )
    .addOption(
      new Option('--compare', 'show at most six runs side by side').helpGroup(
        options.groups.output,
      ),
    )
    .addOption(options.json('one JSON object per run').conflicts('compare'))
    .addHelpText('after', examples)
    .action(
      (paths: string[] | undefined, { compare = false, json = false }: Partial<RunsRequest>) =>
        runner.runOnThread('runs', { paths: paths ?? [], compare, json }),
    )
}
