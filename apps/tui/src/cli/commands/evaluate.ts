import type { Command } from 'commander'
import type { EvaluateRequest } from '../../tasks/evaluate'
import * as options from '../options'
import type { Runner } from '../runner'

type Flags = Omit<EvaluateRequest, 'json'> & { readonly json?: boolean }

const examples = `
Examples:
  handwritten evaluate --model runs/a                  loss, accuracy, and a report by class
  handwritten evaluate --model runs/a --json           the same with the confusion matrix
  handwritten evaluate --model net.safetensors --dataset qmnist`

/** Adds the command `evaluate`. */
export function addEvaluateCommand(program: Command, runner: Runner): void {
  program
    .command('evaluate')
    .summary('measure a saved network on the test images')
    .description('Measures a saved network on the test images, in total and by class.')
    .addOption(options.model())
    .addOption(options.dataset('that of the run, or mnist'))
    .addOption(options.dataDir())
    .addOption(options.json())
    .addHelpText('after', examples)
    .action(({ json = false, ...rest }: Flags) => runner.runOnThread('evaluate', { ...rest, json }))
}
