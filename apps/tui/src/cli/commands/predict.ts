import { Argument, type Command } from 'commander'
import * as options from '../options'
import type { Ask } from '../request'
import { pathOf } from '../values'

/** Pictures that a saved network is to read. */
export interface PredictRequest {
  readonly kind: 'predict'
  readonly model: string
  readonly images: readonly string[]
  readonly json: boolean
}

const examples = `
Examples:
  handwritten predict 7.png --model runs/a             the digit, its probability, the picture
  handwritten predict *.jpg --model net.safetensors --json

A picture is a PNG or JPEG file of one digit on plain paper. It is prepared as MNIST's were: ink
told from paper, cut out, scaled and centred.`

/** Describes the command; `ask` is called when the command line asks for it. */
export function describePredict(program: Command, ask: Ask): void {
  program
    .command('predict')
    .summary('read the digits in pictures with a saved network')
    .description('Reads the digit in each picture with a saved network, one line a picture.')
    .addArgument(
      new Argument('<image...>', 'PNG or JPEG files of one digit each').argParser(
        (text: string, before: readonly string[] | undefined) => [
          ...(before ?? []),
          pathOf('picture')(text),
        ],
      ),
    )
    .addOption(options.model())
    .addOption(options.json())
    .addHelpText('after', examples)
    .action((images: string[], { model, json = false }: { model: string; json?: boolean }) =>
      ask({ kind: 'predict', images, model, json }),
    )
}
