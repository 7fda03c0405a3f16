import { Argument, type Command } from 'commander'
import * as options from '../options'
import type { Runner } from '../runner'
import { repeated } from '../values'

const examples = `
Examples:
  handwritten predict 7.png --model runs/a             the digit, its probability, the file
  handwritten predict *.jpg --model net.safetensors --json

A picture is a PNG or JPEG file of one digit on plain paper. It is prepared as MNIST's images were:
the ink is separated from the paper, cut out, scaled and centred.`

/** Adds the command `predict`. */
export function addPredictCommand(program: Command, runner: Runner): void {
  program
    .command('predict')
    .summary('classify pictures of digits with a saved network')
    .description('Classifies the digit in each picture with a saved network, one line per picture.')
    .addArgument(
      new Argument('<image...>', 'PNG or JPEG files of one digit each').argParser(
        repeated('picture'),
      ),
    )
    .addOption(options.model())
    .addOption(options.json())
    .addHelpText('after', examples)
    .action((images: string[], { model, json = false }: { model: string; json?: boolean }) =>
      runner.runOnThread('predict', { images, model, json }),
    )
}
