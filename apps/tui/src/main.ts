#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { parseArguments, type Request, UsageError } from './cli/arguments'
import { openSink } from './cli/open-sink'
import { streamOutput } from './cli/streams'
import { train } from './cli/train'

const workerUrl = new URL('./training/worker.js', import.meta.url)
const packageUrl = new URL('../package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(packageUrl, 'utf8')) as { version: string }
const output = streamOutput(process.stdout, process.stderr)

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  let request: Request
  try {
    request = parseArguments(args, version)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    output.log(`handwritten: ${error.message}\n`)
    return 2
  }
  if (request.kind === 'print') {
    output.out(request.text)
    return 0
  }
  const { command } = request
  const outcome = await train(command.options, workerUrl, (send) => openSink(command, output, send))
  if (outcome.message) output.log(`handwritten: ${outcome.message}\n`)
  return outcome.exitCode
}
