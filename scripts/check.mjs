// `npm test`: lint, build, types and tests of everything, then one line that counts the runners' own reports.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countReports, removeReports } from './reports.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const tasks = ['lint', 'lint:packages', 'build', 'typecheck', 'test', 'test:scripts']

removeReports(root)
const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo')
const run = spawnSync(
  process.execPath,
  [
    turbo,
    'run',
    ...tasks,
    '--continue=dependencies-successful',
    '--output-logs=new-only',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
)
const { passed, failed, skipped, missing } = countReports(root)
for (const folder of missing) console.error(`${folder}: its tests left no report`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(run.status === 0 && failed === 0 && missing.length === 0 && passed > 0 ? 0 : 1)
