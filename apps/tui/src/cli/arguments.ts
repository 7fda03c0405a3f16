import { type Command, CommanderError } from 'commander'
import { createProgram } from './program'
import type { Request } from './request'
import { UsageError } from './usage-error'

/**
 * Reads the arguments after the program's name; without a command they are those of `train`.
 * @throws UsageError on an unknown flag, an impossible value, or two output modes at once
 */
export function parseArguments(args: readonly string[], version: string): Request {
  let printed = ''
  let request: Request | null = null
  const program = createProgram(version, (asked) => {
    request = asked
  })
  const writeOut = (text: string): void => {
    printed += text
  }
  const output = { writeOut, writeErr: () => {} }
  for (const command of [program, ...program.commands]) command.configureOutput(output)
  try {
    program.parse(withCommand(args, program), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0 || error.code === 'commander.help')
      return { kind: 'print', text: printed }
    throw new UsageError(messageOf(error, args, program))
  }
  return request ?? { kind: 'print', text: printed }
}

function withCommand(args: readonly string[], program: Command): readonly string[] {
  const [first = '--', second] = args
  // Asked for help on a command that is not there, commander prints help on all.
  if (first === 'help' && second !== undefined && named(second, program) === undefined)
    return [second]
  const isOwn = ['-h', '--help', '-V', '--version'].includes(first)
  return first.startsWith('-') && !isOwn ? ['train', ...args] : args
}

function named(name: string | undefined, program: Command): Command | undefined {
  return program.commands.find((command) => command.name() === name)
}

function messageOf(
  { code, message }: CommanderError,
  args: readonly string[],
  program: Command,
): string {
  const command = named(args[0], program)
  const known = (command ?? named('train', program))?.options ?? []
  const line = message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ')
  const help = `(handwritten ${command ? `${args[0]} ` : ''}--help tells more)`
  if (code === 'commander.missingMandatoryOptionValue') {
    const missing = known.find(({ mandatory }) => mandatory)
    if (missing) return `${missing.flags} is needed: ${missing.description} ${help}`
  }
  const flag = /^unknown option '(--[^=']+)=/.exec(line)?.[1]
  if (flag !== undefined && known.some(({ long }) => long === flag))
    return `option '${flag}' takes no value ${help}`
  return `${line} ${help}`
}
