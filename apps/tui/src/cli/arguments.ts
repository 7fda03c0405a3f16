import { CommanderError } from 'commander'
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
  const output = { writeOut: (text: string) => (printed += text), writeErr: () => {} }
  for (const command of [program, ...program.commands]) command.configureOutput(output)
  try {
    program.parse(withCommand(args), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0 || error.code === 'commander.help')
      return { kind: 'print', text: printed }
    const line = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ')
    const named = program.commands.some((command) => command.name() === args[0])
    throw new UsageError(`${line} (handwritten ${named ? `${args[0]} ` : ''}--help tells more)`)
  }
  return request ?? { kind: 'print', text: printed }
}

function withCommand(args: readonly string[]): readonly string[] {
  const [first = '--'] = args
  const isOwn = ['-h', '--help', '-V', '--version'].includes(first)
  return first.startsWith('-') && !isOwn ? ['train', ...args] : args
}
