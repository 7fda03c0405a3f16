import { readFileSync } from 'node:fs'
import { streamOutput } from '../process/streams'
import { failureOutcome, type Outcome } from '../tasks/task'
import { escaped } from '../text/escaped'
import { runCommandLine } from './run-command-line'
import { TaskRunner } from './runner'
import { UsageError } from './usage-error'

const workerUrl = new URL('./training/worker.js', import.meta.url)
const taskUrl = new URL('./tasks/on-thread/worker.js', import.meta.url)
const packageUrl = new URL('../package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(packageUrl, 'utf8')) as { version: string }
const output = streamOutput(process.stdout, process.stderr)

const { exitCode, message, isCutOff } = await main(process.argv.slice(2))
if (message) output.log(`handwritten: ${escaped(message)}\n`)
// Only now is it known whether the last write succeeded.
const unwritten = await output.flush()
if (unwritten !== null && exitCode === 0) output.log(`handwritten: ${escaped(unwritten)}\n`)
process.exitCode = unwritten !== null && exitCode === 0 ? 1 : exitCode
if (isCutOff) process.exit()

async function main(args: readonly string[]): Promise<Outcome> {
  const runner = new TaskRunner({ output, workerUrl, taskUrl })
  try {
    await runCommandLine(args, version, { runner, print: output.out })
    return runner.outcome
  } catch (error) {
    if (error instanceof UsageError) return failureOutcome(error)
    throw error
  }
}
