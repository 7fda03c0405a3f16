import { Argument, type Command } from 'commander'
import { completableCommands } from '../completion/completable'
import type { Shell } from '../completion/print-script'
import type { Runner } from '../runner'

const shells: readonly Shell[] = ['bash', 'zsh', 'fish']

const examples = `
Examples:
  source <(handwritten completion bash)      in ~/.bashrc
  source <(handwritten completion zsh)       in ~/.zshrc, after compinit
  handwritten completion fish | source       in ~/.config/fish/config.fish`

/** Adds the command `completion`. */
export function addCompletionCommand(program: Command, runner: Runner): void {
  program
    .command('completion')
    .summary('print a completion script for a shell')
    .description('Prints a script that completes commands, options and their values in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText('after', examples)
    .action((shell: Shell) =>
      runner.run(() => import('../completion/print-script'), {
        shell,
        commands: completableCommands(program),
      }),
    )
}
