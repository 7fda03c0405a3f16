#!/usr/bin/env node
import { oldNodeMessage } from './cli/old-node'

// The modules of the program may not load on an older Node, so the version is checked first.
const message = oldNodeMessage(process.versions.node)
if (message === null) await import('./cli/main')
else {
  console.error(message)
  process.exitCode = 1
}
