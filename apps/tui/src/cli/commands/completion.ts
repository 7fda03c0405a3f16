import { Argument, type Command } from 'commander'
import { bashCompletion } from '../completion/bash'
import { completableCommands } from '../completion/completable'
import { fishCompletion } from '../completion/fish'
import { zshCompletion } from '../completion/zsh'
import type { Ask } from '../request'

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion }

const examples = `
Examples:
  source <(handwritten completion bash)      in ~/.bashrc
  source <(handwritten completion zsh)       in ~/.zshrc, after compinit
  handwritten completion fish | source       in ~/.config/fish/config.fish`

/** Describes the command; `ask` is called when the command line asks for it. */
export function describeCompletion(program: Command, ask: Ask): void {
  program
    .command('completion')
    .summary('print what makes a shell complete commands and options')
    .description('Prints a script that makes a shell complete commands, options and their values.')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(scripts)))
    .addHelpText('after', examples)
    .action((shell: keyof typeof scripts) =>
      ask({ kind: 'print', text: scripts[shell](completableCommands(program)) }),
    )
}
