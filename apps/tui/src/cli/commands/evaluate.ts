import { type Command, InvalidArgumentError } from 'commander'
import type { EvaluateRequest } from '../../tasks/evaluate/evaluate'
import * as options from '../options'
import type { Runner } from '../runner'
import { UsageError } from '../usage-error'
import { pathOf, wholeNumber } from '../values'

type Flags = Pick<EvaluateRequest, 'model' | 'dataset' | 'dataDir' | 'imageSize'> & {
  readonly perClass?: boolean
  readonly calibration?: boolean
  readonly mistakes?: readonly string[]
  readonly json?: boolean
}

const examples = `
Examples:
  handwritten evaluate --model runs/a                  loss, accuracy, and a report by class
  handwritten evaluate --model runs/a --per-class --calibration
  handwritten evaluate --model runs/a --mistakes 50 out   out/mistakes.png and out/mistakes.csv
  handwritten evaluate --model runs/a --json           the same with the confusion matrix
  handwritten evaluate --model net.safetensors --dataset qmnist`

/** Adds the command `evaluate`. */
export function addEvaluateCommand(program: Command, runner: Runner): void {
  const { option, groups } = options
  program
    .command('evaluate')
    .summary('measure a saved network on the test images')
    .description('Measures a saved network on the test images, in total and by class.')
    .addOption(options.savedModel())
    .addOption(options.dataset('that of the run, or mnist'))
    .addOption(options.dataDir())
    .addOption(options.imageSize())
    .addOption(
      option(groups.output, '--per-class', 'print the most frequent mistakes of each class'),
    )
    .addOption(option(groups.output, '--calibration', 'print how accurate the probabilities are'))
    .addOption(
      option(
        groups.output,
        '--mistakes <n_dir...>',
        'save the n most confident mistakes as a picture and a table: --mistakes 50 out',
      ),
    )
    .addOption(options.json())
    .addHelpText('after', examples)
    .action(({ perClass = false, calibration = false, json = false, mistakes, ...rest }: Flags) =>
      runner.runOnThread('evaluate', {
        ...{ ...rest, perClass, calibration, json },
        ...(mistakes && { mistakes: mistakesOf(mistakes) }),
      }),
    )
}

function mistakesOf([count = '', folder = '', ...rest]: readonly string[]) {
  try {
    if (rest.length > 0) throw new InvalidArgumentError('Expected two values.')
    return { count: wholeNumber(1, 10_000)(count), folder: pathOf('folder')(folder) }
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error
    const given = [count, folder, ...rest].join(' ').trim()
    throw new UsageError(
      `option '--mistakes <n> <dir>' argument '${given}' is invalid. Expected a number and a folder, such as --mistakes 50 out`,
    )
  }
}
