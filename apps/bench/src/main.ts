import { runProgram } from './commands/program.ts'

// An exit of its own, so that temporary files are removed on the way out.
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))

process.exitCode = await runProgram(process.argv)
