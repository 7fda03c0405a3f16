#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { parseArguments } from './cli/arguments'
import { openSink } from './cli/open-sink'
import { failureOutcome, type Outcome } from './cli/outcome'
import { printable } from './cli/printable'
import type { Request } from './cli/request'
import { streamOutput } from './cli/streams'
import { train } from './cli/train'
import { UsageError } from './cli/usage-error'

const workerUrl = new URL('./training/worker.js', import.meta.url)
const packageUrl = new URL('../package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(packageUrl, 'utf8')) as { version: string }
const output = streamOutput(process.stdout, process.stderr)

const { exitCode, message } = await main(process.argv.slice(2))
if (message) output.log(`handwritten: ${printable(message)}\n`)
process.exitCode = exitCode

async function main(args: readonly string[]): Promise<Outcome> {
  try {
    return await perform(parseArguments(args, version))
  } catch (error) {
    if (error instanceof UsageError) return failureOutcome(error)
    throw error
  }
}

async function perform(request: Request): Promise<Outcome> {
  switch (request.kind) {
    case 'print':
      output.out(request.text)
      return { exitCode: 0 }
    case 'train':
      return await train(request, workerUrl, (send) => openSink(request, output, send))
  }
}
