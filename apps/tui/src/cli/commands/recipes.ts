import type { Command } from 'commander'
import * as options from '../options'
import type { Runner } from '../runner'

const examples = `
Examples:
  handwritten recipes                   every setting of every recipe, as an option of train
  handwritten recipes --json            one JSON object per recipe`

/** Adds the command `recipes`. */
export function addRecipesCommand(program: Command, runner: Runner): void {
  program
    .command('recipes')
    .summary('list the recipes with all their settings')
    .description('Lists the recipes with all their settings. Any option of train replaces one.')
    .addOption(options.json('one JSON object per recipe'))
    .addHelpText('after', examples)
    .action(({ json = false }: { readonly json?: boolean }) =>
      runner.run(() => import('../../tasks/recipes'), { json }),
    )
}
