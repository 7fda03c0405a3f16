import { type Command, Option } from 'commander'
import type { BenchRequest } from '../../tasks/bench'
import * as options from '../options'
import type { Runner } from '../runner'
import { wholeNumber } from '../values'

const examples = `
Examples:
  handwritten bench                 training speed on this machine, in samples per second
  handwritten bench --threads 1     on one thread
  handwritten bench --json >> speeds.jsonl

Only training steps are measured: 50 per round, after 100 warm-up steps. The result is the median of
the rounds; close other programs first.`

/** Adds the command `bench`. */
export function addBenchCommand(program: Command, runner: Runner): void {
  program
    .command('bench')
    .summary('measure how fast this machine trains the recipe seed')
    .description('Measures how fast this machine trains the recipe seed on MNIST.')
    .addOption(
      new Option('--rounds <n>', 'number of measurements (default: 20)')
        .argParser(wholeNumber(1, 10_000))
        .helpGroup('Measurement:'),
    )
    .addOption(options.threads())
    .addOption(options.dataDir())
    .addOption(options.json('one JSON object'))
    .addHelpText('after', examples)
    .action(({ rounds = 20, json = false, ...rest }: Partial<BenchRequest>) =>
      runner.runOnThread('bench', { rounds, ...rest, json }),
    )
}
