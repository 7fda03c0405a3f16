// Checks the imports in the workspace (see ARCHITECTURE.md): between packages, and between the folders of one.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFolderCycles, findViolations, LAYERED } from './arrows.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const violations = findViolations(root).map(
  ({ file, specifier, reason }) => `${file}: imports ${specifier}: ${reason}`,
)
const cycles = Object.entries(LAYERED).flatMap(([room, exceptions]) =>
  findFolderCycles(join(root, room, 'src'), exceptions).map(
    (folders) => `${room}/src: folders import each other: ${folders.join(' -> ')}`,
  ),
)
for (const message of [...violations, ...cycles]) console.error(message)
if (violations.length + cycles.length > 0) process.exit(1)
