import type { DatasetName } from '@handwritten/mnist-data'
import type { Command } from 'commander'
import type { RecipeName } from '../../settings/train-options'
import * as options from '../options'
import type { Ask } from '../request'

/** A grid of settings that are to be run and ranked. */
export interface SweepRequest {
  readonly kind: 'sweep'
  readonly recipes: readonly RecipeName[]
  /** Empty where the recipe decides. */
  readonly learningRates: readonly number[]
  /** Empty where the recipe decides. */
  readonly batchSizes: readonly number[]
  /** Runs of each setting, with the seeds 1 to this. */
  readonly seeds: number
  readonly epochs?: number
  readonly dataset?: DatasetName
  readonly dataDir?: string
  readonly limit?: number
  readonly threads?: number
  readonly log?: string
  readonly json: boolean
}

interface Flags {
  readonly recipe?: readonly RecipeName[]
  readonly lr?: readonly number[]
  readonly batchSize?: readonly number[]
  readonly seeds?: number
  readonly epochs?: number
  readonly dataset?: DatasetName
  readonly dataDir?: string
  readonly limit?: number
  readonly threads?: number
  readonly log?: string
  readonly json?: boolean
}

const examples = `
Examples:
  handwritten sweep --lr 0.01,0.1 --seeds 5                     two rates, five runs of each
  handwritten sweep --recipe seed,fast --batch-size 32,64 --epochs 1
  handwritten sweep --lr 0.05,0.1 --limit 6000 --log sweep.jsonl   quick, and kept for 'runs'

A sixth of the training images is held out, and settings are ranked by the mean accuracy on it;
the test images are not looked at, so that they can still tell what the winner is worth.`

/** Describes the command; `ask` is called when the command line asks for it. */
export function describeSweep(program: Command, ask: Ask): void {
  program
    .command('sweep')
    .summary('run a small grid of settings and rank it')
    .description(
      'Runs every combination of the settings given, each with several seeds, and ranks them.',
    )
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
    .addOption(options.json())
    .addHelpText('after', examples)
    .action(({ recipe, lr, batchSize, seeds = 3, json = false, ...rest }: Flags) =>
      ask({
        kind: 'sweep',
        recipes: recipe ?? ['fast'],
        learningRates: lr ?? [],
        batchSizes: batchSize ?? [],
        ...{ seeds, json },
        ...rest,
      }),
    )
}
