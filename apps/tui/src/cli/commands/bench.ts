import { type Command, Option } from 'commander'
import * as options from '../options'
import type { Ask } from '../request'
import { wholeNumber } from '../values'

/** The speed of this machine that is to be measured. */
export interface BenchRequest {
  readonly kind: 'bench'
  readonly rounds: number
  readonly threads?: number
  readonly dataDir?: string
  readonly json: boolean
}

type Flags = Partial<Omit<BenchRequest, 'kind'>>

const examples = `
Examples:
  handwritten bench                 the speed on this machine, in samples a second
  handwritten bench --threads 1     on one thread
  handwritten bench --json >> speeds.jsonl

Only training steps are measured: 50 of them a round, after 100 that are not counted. The figure is
the median of the rounds; close other programs first.`

/** Describes the command; `ask` is called when the command line asks for it. */
export function describeBench(program: Command, ask: Ask): void {
  program
    .command('bench')
    .summary('measure how fast this machine trains the seed recipe')
    .description('Measures how fast this machine trains the seed recipe on MNIST.')
    .addOption(
      new Option('--rounds <n>', 'how often it is measured (default: 20)')
        .argParser(wholeNumber(1, 10_000))
        .helpGroup('What is measured:'),
    )
    .addOption(options.threads())
    .addOption(options.dataDir())
    .addOption(options.json('one JSON object'))
    .addHelpText('after', examples)
    .action(({ rounds = 20, json = false, ...rest }: Flags) =>
      ask({ kind: 'bench', rounds, ...rest, json }),
    )
}
