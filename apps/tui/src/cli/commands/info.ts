import { Argument, type Command } from 'commander'
import * as options from '../options'
import type { Runner } from '../runner'
import { pathOf } from '../values'

const examples = `
Examples:
  handwritten info runs/a               layers, parameters, settings and results
  handwritten info net.safetensors --json`

/** Adds the command `info`. */
export function addInfoCommand(program: Command, runner: Runner): void {
  program
    .command('info')
    .summary('print layers, settings and results of a saved network')
    .description('Prints the layers of a saved network, its settings and what it reached.')
    .addArgument(
      new Argument('<model>', 'a folder of train --save, or a .safetensors file').argParser(
        pathOf('folder or file'),
      ),
    )
    .addOption(options.json('one JSON object'))
    .addHelpText('after', examples)
    .action((model: string, { json = false }: { readonly json?: boolean }) =>
      runner.run(() => import('../../tasks/info'), { model, json }),
    )
}
