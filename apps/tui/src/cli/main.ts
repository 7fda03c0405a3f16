import { readFileSync } from 'node:fs'
import { escaped } from '../text/escaped'
import { parseArguments } from './arguments'
import { failureOutcome, type Outcome } from './outcome'
import { perform } from './perform'
import { streamOutput } from './streams'
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
  try {
    return await perform(parseArguments(args, version), output, workerUrl)
  } catch (error) {
    if (error instanceof UsageError) return failureOutcome(error)
    throw error
  }
}
