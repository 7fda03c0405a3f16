// Holds the arrows between the rooms (see ARCHITECTURE.md) by reading every import in the workspace.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findViolations } from './arrows.mjs'

const violations = findViolations(dirname(dirname(fileURLToPath(import.meta.url))))
for (const { file, specifier, reason } of violations)
  console.error(`${file}: imports ${specifier}: ${reason}`)
if (violations.length > 0) process.exit(1)
