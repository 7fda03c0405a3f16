import { type Command, Option } from 'commander'
import type { ExportRequest } from '../../tasks/export'
import * as options from '../options'
import type { Runner } from '../runner'
import { UsageError } from '../usage-error'
import { pathOf } from '../values'

const examples = `
Examples:
  handwritten export --model runs/a --onnx digits.onnx
  handwritten export --model runs/a --safetensors digits.safetensors --module digits.js

All formats take rows of pixels, (pixel / 255 - mean) / deviation, and return one logit for each class.
'handwritten info' prints mean and deviation; for MNIST they are 0.1307 and 0.3081.`

const format = (flags: string, text: string): Option =>
  new Option(flags, text).argParser(pathOf('file')).helpGroup('Formats:')

/** Adds the command `export`. */
export function addExportCommand(program: Command, runner: Runner): void {
  program
    .command('export')
    .summary('write a saved network as ONNX, safetensors or a JavaScript module')
    .description('Writes a saved network in other formats.')
    .addOption(options.savedModel())
    .addOption(format('--onnx <file>', 'an ONNX model, for other runtimes'))
    .addOption(format('--safetensors <file>', "only the weights, under PyTorch's names"))
    .addOption(format('--module <file>', 'a JavaScript module without dependencies'))
    .addHelpText('after', examples)
    .action((flags: ExportRequest) => {
      if (flags.onnx === undefined && flags.safetensors === undefined && flags.module === undefined)
        throw new UsageError(
          'export needs at least one of --onnx, --safetensors or --module <file>',
        )
      return runner.runOnThread('export', flags)
    })
}
