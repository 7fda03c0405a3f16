import { Command, CommanderError } from 'commander'
import { BenchError } from '../errors.ts'
import { epochCommand } from './epoch.ts'
import { peersCommand } from './peers.ts'
import { readmeCommand } from './readme.ts'

/** Runs the command line; resolves to the exit code: 2 for wrong use, 1 for a failed run. */
export async function runProgram(argv: readonly string[]): Promise<number> {
  const program = new Command('bench')
    .description('Times this project and its peers side by side, in interleaved rounds.')
    .exitOverride()
    .addCommand(epochCommand(), { isDefault: true })
    .addCommand(peersCommand())
    .addCommand(readmeCommand())
  try {
    await program.parseAsync(argv)
    return 0
  } catch (error) {
    return exitCode(error)
  }
}

function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (!(error instanceof BenchError)) throw error
  console.error(error.message)
  return error.code === 'usage' ? 2 : 1
}
