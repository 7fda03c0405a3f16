import type { Outcome, TaskContext } from '../../tasks/task'
import { bashCompletion } from './bash'
import type { CompletableCommand } from './completable'
import { fishCompletion } from './fish'
import { zshCompletion } from './zsh'

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion }

export type Shell = keyof typeof scripts

/** Prints the completion script of a shell. */
export function run(
  { shell, commands }: { readonly shell: Shell; readonly commands: readonly CompletableCommand[] },
  { output }: Pick<TaskContext, 'output'>,
): Outcome {
  output.out(scripts[shell](commands))
  return { exitCode: 0 }
}
