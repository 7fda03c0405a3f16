import { type Command, CommanderError } from 'commander'
import { createProgram } from './program'
import type { Runner } from './runner'
import { UsageError } from './usage-error'

/**
 * Parses the arguments after the program's name and runs the command that they name, by default
 * `train`, with `runner`.
 * @param print receives the text of `--help` and `--version`
 * @throws UsageError for an unknown command or option, or an invalid value
 */
export async function runCommandLine(
  args: readonly string[],
  version: string,
  { runner, print }: { readonly runner: Runner; readonly print: (text: string) => void },
): Promise<void> {
  const program = createProgram(version, runner)
  const output = { writeOut: print, writeErr: () => {} }
  for (const command of [program, ...program.commands]) command.configureOutput(output)
  try {
    await program.parseAsync(withCommand(args, program), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0 && error.code !== 'commander.help')
      throw new UsageError(messageOf(error, args, program))
  }
}

function withCommand(args: readonly string[], program: Command): readonly string[] {
  const [first = '--', second] = args
  // For `help` with an unknown command, commander would print the general help.
  if (first === 'help' && second !== undefined && findCommand(second, program) === undefined)
    return [second]
  const isOwn = ['-h', '--help', '-V', '--version'].includes(first)
  return first.startsWith('-') && !isOwn ? ['train', ...args] : args
}

function findCommand(name: string | undefined, program: Command): Command | undefined {
  return program.commands.find((command) => command.name() === name)
}

function messageOf(
  { code, message }: CommanderError,
  args: readonly string[],
  program: Command,
): string {
  const command = findCommand(args[0], program)
  const known = (command ?? findCommand('train', program))?.options ?? []
  const line = message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ')
  const help = `(see handwritten ${command ? `${args[0]} ` : ''}--help)`
  if (code === 'commander.missingMandatoryOptionValue') {
    const missing = known.find(({ mandatory }) => mandatory)
    if (missing) return `missing option ${missing.flags}: ${missing.description} ${help}`
  }
  const flag = /^unknown option '(--[^=']+)=/.exec(line)?.[1]
  if (flag !== undefined && known.some(({ long }) => long === flag))
    return `option '${flag}' takes no value ${help}`
  return `${line} ${help}`
}
