import type { Command } from 'commander'
import type { RecipeName } from '../../settings/train-options'
import type { SweepRequest } from '../../tasks/sweep'
import * as options from '../options'
import type { Runner } from '../runner'

interface Flags
  extends Omit<Partial<SweepRequest>, 'recipes' | 'learningRates' | 'batchSizes' | 'json'> {
  readonly recipe?: readonly RecipeName[]
  readonly lr?: readonly number[]
  readonly batchSize?: readonly number[]
  readonly rank?: readonly string[]
  readonly json?: boolean
}

const examples = `
Examples:
  handwritten sweep --lr 0.01,0.1 --seeds 5                     two learning rates, five seeds each
  handwritten sweep --recipe seed,fast --batch-size 32,64 --epochs 1
  handwritten sweep --lr 0.05,0.1 --limit 6000 --log sweep.jsonl   fast, with a log for 'runs'
  handwritten sweep --lr 0.01,0.1 --shard 1/4 --log 1.jsonl        a quarter of the runs, for one of four machines
  handwritten sweep --rank 1.jsonl 2.jsonl 3.jsonl 4.jsonl         rank the runs of all four

One sixth of the training images is held out for validation, and settings are ranked by their mean
accuracy on it. The test images are not used, so that they still measure the chosen settings.`

/** Adds the command `sweep`. */
export function addSweepCommand(program: Command, runner: Runner): void {
  program
    .command('sweep')
    .summary('train a grid of settings and rank them')
    .description('Trains every combination of the settings with several seeds, and ranks them.')
    .addOption(options.recipes())
    .addOption(options.learningRates())
    .addOption(options.batchSizes())
    .addOption(options.seeds())
    .addOption(options.epochs())
    .addOption(options.dataset())
    .addOption(options.dataDir())
    .addOption(options.limit())
    .addOption(options.threads())
    .addOption(options.log())
    .addOption(options.shard().conflicts('rank'))
    .addOption(options.rankedLogs())
    .addOption(options.json())
    .addHelpText('after', examples)
    .action(({ recipe, lr, batchSize, seeds = 3, rank, json = false, ...rest }: Flags) => {
      if (rank) return runner.run(() => import('../../tasks/rank-logs'), { paths: rank, json })
      return runner.run(() => import('../../tasks/sweep'), {
        recipes: recipe ?? ['fast'],
        learningRates: lr ?? [],
        batchSizes: batchSize ?? [],
        ...{ seeds, json },
        ...rest,
      })
    })
}
