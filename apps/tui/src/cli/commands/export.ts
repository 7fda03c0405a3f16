import { type Command, Option } from 'commander'
import * as options from '../options'
import type { Ask } from '../request'
import { UsageError } from '../usage-error'
import { pathOf } from '../values'

/** A saved network that is to be written in other formats. */
export interface ExportRequest {
  readonly kind: 'export'
  readonly model: string
  readonly onnx?: string
  readonly safetensors?: string
  readonly module?: string
}

const examples = `
Examples:
  handwritten export --model runs/a --onnx digits.onnx
  handwritten export --model runs/a --safetensors digits.safetensors --module digits.js

Each takes rows of 784 pixels, (pixel / 255 - 0.1307) / 0.3081, and gives ten logits a row.`

const format = (flags: string, text: string): Option =>
  new Option(flags, text).argParser(pathOf('file')).helpGroup('What is written:')

/** Describes the command; `ask` is called when the command line asks for it. */
export function describeExport(program: Command, ask: Ask): void {
  program
    .command('export')
    .summary('write a saved network as ONNX, safetensors or a JavaScript module')
    .description('Writes a saved network in other formats.')
    .addOption(options.model())
    .addOption(format('--onnx <file>', 'an ONNX model, for other runtimes'))
    .addOption(format('--safetensors <file>', "the weights alone, under PyTorch's names"))
    .addOption(format('--module <file>', 'a JavaScript module that depends on nothing'))
    .addHelpText('after', examples)
    .action((flags: Omit<ExportRequest, 'kind'>) => {
      if (flags.onnx === undefined && flags.safetensors === undefined && flags.module === undefined)
        throw new UsageError('export to what? Give --onnx, --safetensors or --module <file>')
      ask({ kind: 'export', ...flags })
    })
}
