#!/usr/bin/env node
import { oldNodeMessage } from './cli/old-node'

// What the program is made of may not even load on an older Node, so that comes after the question.
const message = oldNodeMessage(process.versions.node)
if (message === null) await import('./cli/main')
else {
  console.error(message)
  process.exitCode = 1
}
