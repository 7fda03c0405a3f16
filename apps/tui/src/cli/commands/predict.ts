import { Argument, type Command } from 'commander'
import type { PredictRequest } from '../../tasks/predict/predict'
import * as options from '../options'
import type { Runner } from '../runner'
import { pathOf, repeated, wholeNumber } from '../values'

interface Flags extends Pick<PredictRequest, 'model' | 'prepare' | 'output'> {
  readonly top?: number
  readonly csv?: true
  readonly json?: true
}

const examples = `
Examples:
  handwritten predict 7.png --model runs/a                the digit, its probability, the file
  handwritten predict scans/ --model runs/a --top 3 --csv --output digits.csv
  handwritten predict 'scans/*.jpg' --model net.safetensors --json
  curl -s https://example.com/7.png | handwritten predict - --model runs/a

For a network of digits or letters, a picture shows one character on plain paper. It is prepared as
MNIST's images were: the ink is separated from the paper, cut out, scaled and centred. For other
networks it is resized to the size of the training images.`

/** Adds the command `predict`. */
export function addPredictCommand(program: Command, runner: Runner): void {
  const { option, parsedBy, groups } = options
  program
    .command('predict')
    .summary('classify pictures with a saved network')
    .description('Classifies each picture with a saved network, one line per picture.')
    .addArgument(
      new Argument(
        '<image...>',
        'PNG or JPEG files, folders or patterns; - for a picture on stdin',
      ).argParser(repeated('picture')),
    )
    .addOption(options.savedModel())
    .addOption(
      option(groups.data, '--prepare <how>', 'as MNIST was, or only resized (default: by the data)') //
        .choices(['digit', 'resize']),
    )
    .addOption(
      parsedBy(
        option(groups.output, '--top <n>', 'print the n most likely classes (default: 1)'),
        wholeNumber(1, 256),
      ),
    )
    .addOption(option(groups.output, '--csv', 'a CSV table').conflicts('json'))
    .addOption(options.json())
    .addOption(
      parsedBy(option(groups.output, '--output <file>', 'write to this file'), pathOf('file')),
    )
    .addHelpText('after', examples)
    .action((images: string[], { top = 1, csv, json, ...rest }: Flags) =>
      runner.runOnThread('predict', {
        ...{ images, top, format: json ? 'json' : csv ? 'csv' : 'text' },
        ...rest,
      }),
    )
}
