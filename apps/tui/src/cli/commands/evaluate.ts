import type { DatasetName } from '@handwritten/mnist-data'
import type { Command } from 'commander'
import * as options from '../options'
import type { Ask } from '../request'

/** A saved network that is to be measured. */
export interface EvaluateRequest {
  readonly kind: 'evaluate'
  readonly model: string
  /** Default: the set that it was trained on. */
  readonly dataset?: DatasetName
  readonly dataDir?: string
  readonly json: boolean
}

type Flags = Omit<EvaluateRequest, 'kind' | 'json'> & { readonly json?: boolean }

const examples = `
Examples:
  handwritten evaluate --model runs/a                  loss, accuracy, and a report of each class
  handwritten evaluate --model runs/a --json           the same with the confusion matrix
  handwritten evaluate --model net.safetensors --dataset qmnist`

/** Describes the command; `ask` is called when the command line asks for it. */
export function describeEvaluate(program: Command, ask: Ask): void {
  program
    .command('evaluate')
    .summary('measure a saved network on the test images')
    .description('Measures a saved network on the test images, as a whole and class by class.')
    .addOption(options.model())
    .addOption(options.dataset('that of the run, or mnist'))
    .addOption(options.dataDir())
    .addOption(options.json())
    .addHelpText('after', examples)
    .action(({ json = false, ...rest }: Flags) => ask({ kind: 'evaluate', ...rest, json }))
}
