import type { DatasetName } from '@handwritten/mnist-data'
import type { Command } from 'commander'
import type { RecipeName, TrainOptions } from '../../settings/train-options'
import type { CharsetName } from '../../text/charset'
import { applyConfig } from '../config-file'
import * as options from '../options'
import type { Ask } from '../request'
import { UsageError } from '../usage-error'

/** A run that is to be made, and how it is shown. */
export interface TrainRequest {
  readonly kind: 'train'
  readonly options: TrainOptions
  /** Absent where the terminal decides. */
  readonly mode?: 'plain' | 'json'
  /** Absent where the terminal decides. */
  readonly charset?: CharsetName
  /** A file that the events are added to, beside the log of the run's folder. */
  readonly log?: string
}

interface Flags {
  readonly recipe?: RecipeName
  readonly epochs?: number
  readonly batchSize?: number
  readonly lr?: number
  readonly seed?: number
  readonly dataset?: DatasetName
  readonly dataDir?: string
  readonly limit?: number
  readonly until?: number
  readonly threads?: number
  readonly turbo?: true
  readonly config?: string
  readonly save?: string
  readonly resume?: true
  readonly log?: string
  readonly plain?: true
  readonly json?: true
  readonly charset?: CharsetName
}

const examples = `
Examples:
  handwritten                                      the fast recipe, on the whole screen
  handwritten train --recipe seed --plain          the seed recipe, one line an epoch
  handwritten train --save runs/a --until 98%      kept in a folder, to 98% of the test images
  handwritten train --save runs/a --resume         goes on with it, as if it had not been interrupted
  handwritten train --config run.json --seed 2     options from a file, but another seed
  handwritten train --json | head -3               one JSON object a line`

/** Describes the command; `ask` is called when the command line asks for it. */
export function describeTrain(program: Command, ask: Ask): Command {
  const command = program
    .command('train')
    .summary('train, and show how the network learns (the default command)')
    .description('Trains a network, and shows how it learns.')
    .addOption(options.recipe())
    .addOption(options.epochs())
    .addOption(options.batchSize())
    .addOption(options.learningRate())
    .addOption(options.seed())
    .addOption(options.dataset())
    .addOption(options.dataDir())
    .addOption(options.limit())
    .addOption(options.until())
    .addOption(options.threads())
    .addOption(options.turbo())
    .addOption(options.config())
    .addOption(options.save())
    .addOption(options.resume())
    .addOption(options.log())
    .addOption(options.plain())
    .addOption(options.json('one JSON object a line, no screen').conflicts('plain'))
    .addOption(options.charset())
    .addHelpText('after', examples)
  return command.action(() => ask(requestOf(command)))
}

function requestOf(command: Command): TrainRequest {
  const { config } = command.opts<Flags>()
  if (config !== undefined) applyConfig(command, config)
  const { lr, log, charset, plain: _, json: __, config: ___, ...rest } = command.opts<Flags>()
  if (rest.resume && rest.save === undefined)
    throw new UsageError('--resume needs --save <dir>, the folder of the run to go on with')
  const mode = modeOf(command)
  return {
    kind: 'train',
    options: { ...rest, ...(lr !== undefined && { learningRate: lr }) },
    ...(mode !== undefined && { mode }),
    ...(charset !== undefined && { charset }),
    ...(log !== undefined && { log }),
  }
}

// A mode on the command line goes before one from the file.
function modeOf(command: Command): TrainRequest['mode'] {
  const modes = (['plain', 'json'] as const).filter((mode) => command.getOptionValue(mode))
  const given = modes.filter((mode) => command.getOptionValueSource(mode) === 'cli')
  if (given.length === 0 && modes.length > 1)
    throw new UsageError('the configuration asks for plain and json at once; keep one')
  return given[0] ?? modes[0]
}
