import { readFileSync } from 'node:fs'
import { streamOutput } from '../process/streams'
import { failureOutcome, type Outcome } from '../tasks/task'
import { escaped } from '../text/escaped'
import { runCommandLine } from './run-command-line'
import { TaskRunner } from './runner'
import { UsageError } from './usage-error'

const workerUrl = new URL('./training/worker.js', import.meta.url)
const packageUrl = new URL('../package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(packageUrl, 'utf8')) as { version: string }
const output = streamOutput(process.stdout, process.stderr)

const { exitCode, message, isCutOff } = await main(process.argv.slice(2))
if (message) output.log(`handwritten: ${escaped(message)}\n`)
process.exitCode = exitCode
if (isCutOff) process.exit()

async function main(args: readonly string[]): Promise<Outcome> {
  const runner = new TaskRunner({ output, workerUrl })
  try {
    await runCommandLine(args, version, { runner, print: output.out })
    return runner.outcome
  } catch (error) {
    if (error instanceof UsageError) return failureOutcome(error)
    throw error
  }
}
