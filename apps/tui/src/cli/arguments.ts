import { type DatasetName, datasetNames } from '@handwritten/mnist-data'
import { Argument, Command, CommanderError, Option } from 'commander'
import { type CharsetName, charsetNames } from '../text/charset'
import type { TrainCommand, TrainOptions } from './options'
import { folderPath, positiveNumber, wholeNumber } from './values'

/** The command line does not make sense; the message is one line. */
export class UsageError extends Error {
  readonly code = 'wrong-use'
  override readonly name = 'UsageError'
}

/** What the command line asks for: a text to print, or a run. */
export type Request =
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'train'; readonly command: TrainCommand }

interface Flags {
  readonly recipe: 'seed' | 'fast'
  readonly epochs?: number
  readonly batchSize?: number
  readonly lr?: number
  readonly seed: number
  readonly threads?: number
  readonly dataset: DatasetName
  readonly dataDir?: string
  readonly plain?: true
  readonly json?: true
  readonly charset?: CharsetName
}

const largest = 2 ** 32 - 1

const examples = `
Examples:
  handwritten                        the fast recipe, on the whole screen
  handwritten --recipe seed --plain  the seed recipe, one line an epoch
  handwritten --json | head -3       one JSON object a line

Exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted.`

/**
 * Reads the arguments after the program's name.
 * @throws UsageError on an unknown flag, an impossible value, or two output modes at once
 */
export function parseArguments(args: readonly string[], version: string): Request {
  let printed = ''
  const program = createProgram(version).configureOutput({
    writeOut: (text) => {
      printed += text
    },
    writeErr: () => {},
  })
  try {
    program.parse(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { kind: 'print', text: printed }
    const line = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ')
    throw new UsageError(`${line} (handwritten --help tells more)`)
  }
  return { kind: 'train', command: commandOf(program.opts<Flags>()) }
}

function createProgram(version: string): Command {
  return new Command('handwritten')
    .description('Trains a neural network to read handwritten digits, and shows how it learns.')
    .addArgument(new Argument('[command]', 'what to do').choices(['train']).default('train'))
    .addOption(
      new Option('--recipe <name>', 'network, optimizer and schedule')
        .choices(['seed', 'fast'])
        .default('fast'),
    )
    .option('--epochs <n>', "passes over the images (default: the recipe's)", wholeNumber(1, 1e6))
    .option('--batch-size <n>', "images in a step (default: the recipe's)", wholeNumber(1, 1e6))
    .option('--lr <x>', "learning rate (default: the recipe's)", positiveNumber)
    .option('--seed <n>', 'the same seed gives the same run', wholeNumber(0, largest), 1)
    .option('--threads <n>', "threads that compute (default: the machine's)", wholeNumber(1, 256))
    .addOption(
      new Option('--dataset <name>', 'what to learn to read')
        .choices(datasetNames)
        .default('mnist'),
    )
    .option('--data-dir <dir>', "folder with the set's four files, raw or .gz", folderPath)
    .addOption(new Option('--plain', 'one line an epoch, no screen').conflicts('json'))
    .addOption(new Option('--json', 'one JSON object a line, no screen').conflicts('plain'))
    .addOption(
      new Option('--charset <name>', "characters to draw with (default: the terminal's)").choices(
        charsetNames,
      ),
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .addHelpText('after', examples)
    .exitOverride()
    .showSuggestionAfterError()
}

function commandOf(flags: Flags): TrainCommand {
  const { recipe, seed, epochs, batchSize, lr, threads, dataset, dataDir, charset } = flags
  const options: TrainOptions = {
    recipe,
    seed,
    dataset,
    ...(epochs !== undefined && { epochs }),
    ...(batchSize !== undefined && { batchSize }),
    ...(lr !== undefined && { learningRate: lr }),
    ...(threads !== undefined && { threads }),
    ...(dataDir !== undefined && { dataDir }),
  }
  return {
    options,
    ...(flags.plain && { mode: 'plain' as const }),
    ...(flags.json && { mode: 'json' as const }),
    ...(charset !== undefined && { charset }),
  }
}
