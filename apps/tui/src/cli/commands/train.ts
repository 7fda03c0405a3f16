import { type Command, Option } from 'commander'
import type { TrainOptions } from '../../settings/train-options'
import type { TrainRequest } from '../../tasks/train/request'
import { applyConfig } from '../config-file'
import * as options from '../options'
import type { Runner } from '../runner'
import { UsageError } from '../usage-error'

interface Flags extends TrainOptions, Pick<TrainRequest, 'charset' | 'log'> {
  readonly config?: string
  readonly batchNorm?: true
  readonly layerNorm?: true
  readonly plain?: true
  readonly json?: true
}

const examples = `
Examples:
  handwritten                                      train the recipe fast in the dashboard
  handwritten train --recipe seed --plain          train the recipe seed, one line per epoch
  handwritten train --hidden 512-512 --dropout 0.2 --dataset fashion
  handwritten train --optimizer adam --lr 0.001 --schedule cosine --batch-norm
  handwritten train --dataset pictures/ --image-size 32 --validation 10% --keep-best
  handwritten train --save runs/a --until 98%      save in a folder, stop at 98% test accuracy
  handwritten train --save runs/a --resume         resume it exactly where it stopped
  handwritten train --config run.json --seed 2     options from a file, with another seed
  handwritten train --json | head -3               one JSON object per line

'handwritten recipes' prints all settings of the recipes.`

const norms = ['batch', 'layer'] as const

/** Adds the command `train`. */
export function addTrainCommand(program: Command, runner: Runner): void {
  const command = program
    .command('train')
    .summary('train a network and show how it learns (the default command)')
    .description('Trains a network and shows how it learns.')
  for (const option of options.recipeOptions()) command.addOption(option)
  for (const norm of norms)
    command.addOption(
      new Option(`--${norm}-norm`, `the same as --norm ${norm}`)
        .helpGroup(options.groups.network)
        .conflicts(['norm', ...norms.filter((other) => other !== norm).map((n) => `${n}Norm`)]),
    )
  command
    .addOption(options.seed())
    .addOption(options.until())
    .addOption(options.earlyStopping())
    .addOption(options.keepBest())
    .addOption(options.threads())
    .addOption(options.ranks())
    .addOption(options.parts())
    .addOption(options.turbo())
    .addOption(options.config())
    .addOption(options.dataset())
    .addOption(options.dataDir())
    .addOption(options.imageSize())
    .addOption(options.normalize())
    .addOption(options.limit())
    .addOption(options.validation())
    .addOption(options.save())
    .addOption(options.resume())
    .addOption(options.log())
    .addOption(options.plain())
    .addOption(options.json('one JSON object per line, no dashboard').conflicts('plain'))
    .addOption(options.charset())
    .addHelpText('after', examples)
  command.action(async () => {
    // Signals are handled by the task itself: it saves the run before it ends.
    await runner.runUnguarded(() => import('../../tasks/train/train'), requestOf(command))
  })
}

function requestOf(command: Command): TrainRequest {
  const { config } = command.opts<Flags>()
  if (config !== undefined) applyConfig(command, config)
  const flags = options.changesOf(command.opts()) as Flags
  const { log, charset, plain: _, json: __, config: ___, batchNorm, layerNorm, ...rest } = flags
  if (rest.resume && rest.save === undefined)
    throw new UsageError('--resume needs --save <dir>, the folder of the run to resume')
  const mode = modeOf(command)
  const norm = batchNorm ? 'batch' : layerNorm ? 'layer' : null
  return {
    options: { ...rest, ...(norm !== null && { norm }) },
    ...(mode !== undefined && { mode }),
    ...(charset !== undefined && { charset }),
    ...(log !== undefined && { log }),
  }
}

// A mode on the command line takes precedence over the configuration file.
function modeOf(command: Command): TrainRequest['mode'] {
  const modes = (['plain', 'json'] as const).filter((mode) => command.getOptionValue(mode))
  const given = modes.filter((mode) => command.getOptionValueSource(mode) === 'cli')
  if (given.length === 0 && modes.length > 1)
    throw new UsageError('the configuration sets both plain and json; keep one of them')
  return given[0] ?? modes[0]
}
