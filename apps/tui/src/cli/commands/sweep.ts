import type { Command } from 'commander'
import type { SweepAxes } from '../../sweep/grid'
import type { Shard } from '../../sweep/shard'
import type { SweepRequest } from '../../tasks/sweep'
import * as options from '../options'
import type { Runner } from '../runner'

const examples = `
Examples:
  handwritten sweep --lr 0.01,0.1 --seeds 5                     two learning rates, five seeds each
  handwritten sweep --recipe seed,fast --batch-size 32,64 --epochs 1
  handwritten sweep --optimizer adam --hidden 64,256-128 --lr 1e-3,3e-3 --limit 6000
  handwritten sweep --lr 0.05,0.1 --limit 6000 --log sweep.jsonl   fast, with a log for 'runs'
  handwritten sweep --lr 0.01,0.1 --shard 1/4 --log 1.jsonl        a quarter of the runs, for one of four machines
  handwritten sweep --rank 1.jsonl 2.jsonl 3.jsonl 4.jsonl         rank the runs of all four

Every setting of a recipe takes several values, separated by commas; the sizes of hidden layers are
joined by dashes. One sixth of the training images is held out for validation, and settings are
ranked by their mean accuracy on it. The test images are not used, so that they still measure the
chosen settings.`

/** Adds the command `sweep`. */
export function addSweepCommand(program: Command, runner: Runner): void {
  const command = program
    .command('sweep')
    .summary('train a grid of settings and rank them')
    .description('Trains every combination of the settings with several seeds, and ranks them.')
  for (const option of options.sweepOptions()) command.addOption(option)
  command
    .addOption(options.seeds())
    .addOption(options.dataset())
    .addOption(options.dataDir())
    .addOption(options.imageSize())
    .addOption(options.normalize())
    .addOption(options.limit())
    .addOption(options.threads())
    .addOption(options.log())
    .addOption(options.shard().conflicts('rank'))
    .addOption(options.rankedLogs())
    .addOption(options.json())
    .addHelpText('after', examples)
    .action(({ rank, ...flags }: SweepFlags) => {
      const { json = false } = flags
      if (rank) return runner.run(() => import('../../tasks/rank-logs'), { paths: rank, json })
      return runner.run(() => import('../../tasks/sweep'), requestOf(options.changesOf(flags)))
    })
}

type SweepFlags = Readonly<Record<string, unknown>> & {
  readonly rank?: readonly string[]
  readonly json?: boolean
}

/** The options that are the same for all runs. */
interface OtherFlags extends Omit<SweepRequest['common'], 'epochs'> {
  readonly epochs?: readonly number[]
  readonly seeds?: number
  readonly json?: boolean
  readonly log?: string
  readonly shard?: Shard
}

function requestOf(flags: Readonly<Record<string, unknown>>): SweepRequest {
  // One number of epochs for all runs is not an axis, which every line would repeat.
  const isAxis = ([key, values]: [string, unknown]) =>
    (options.settingKeys as string[]).includes(key) &&
    !(key === 'epochs' && (values as readonly number[]).length === 1)
  const entries = Object.entries(flags)
  const others = Object.fromEntries(entries.filter((entry) => !isAxis(entry))) as OtherFlags
  const { seeds = 3, json = false, log, shard, epochs, ...common } = others
  return {
    axes: Object.fromEntries(entries.filter(isAxis)) as SweepAxes,
    common: { ...common, ...(epochs && { epochs: epochs[0]! }) },
    ...{ seeds, json },
    ...(log !== undefined && { log }),
    ...(shard !== undefined && { shard }),
  }
}
