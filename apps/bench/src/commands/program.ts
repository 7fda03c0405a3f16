import { Command, CommanderError } from 'commander'
import { accuracyBench } from '../accuracy/accuracy-bench.ts'
import { agreeCommand } from '../agree/agree-command.ts'
import { allCommand } from '../all/all-command.ts'
import { compareBench } from '../compare/compare-bench.ts'
import { countsBench } from '../counts/counts-bench.ts'
import { epochBench } from '../epoch/epoch-bench.ts'
import { BenchError } from '../errors.ts'
import { kernelsBench } from '../kernels/kernels-bench.ts'
import { memoryBench } from '../memory/memory-bench.ts'
import { networksBench } from '../networks/networks-bench.ts'
import { scaleBench } from '../scale/scale-bench.ts'
import { startBench } from '../start/start-bench.ts'
import { stepBench } from '../step/step-bench.ts'
import { benchCommand } from './bench-command.ts'
import { peersCommand } from './peers.ts'
import { readmeCommand } from './readme.ts'

/** Runs the command line; resolves to the exit code: 2 for wrong use, 1 for a failed run. */
export async function runProgram(argv: readonly string[]): Promise<number> {
  const program = new Command('bench')
    .description('Times this project and its peers side by side, in interleaved rounds.')
    .addCommand(allCommand(), { isDefault: true })
    .addCommand(benchCommand(epochBench))
    .addCommand(benchCommand(kernelsBench))
    .addCommand(benchCommand(stepBench))
    .addCommand(benchCommand(networksBench))
    .addCommand(benchCommand(scaleBench))
    .addCommand(benchCommand(memoryBench))
    .addCommand(benchCommand(accuracyBench))
    .addCommand(benchCommand(startBench))
    .addCommand(benchCommand(compareBench))
    .addCommand(benchCommand(countsBench))
    .addCommand(agreeCommand())
    .addCommand(peersCommand())
    .addCommand(readmeCommand())
  for (const command of [program, ...program.commands]) command.exitOverride()
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
  return 1
}
