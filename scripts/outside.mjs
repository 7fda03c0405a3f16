// `pnpm outside`: the outside projects on every Node line and the oldest TypeScript that the packages promise to
// work with. `npm test` runs them once, on the Node and the TypeScript of this workspace.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fetchNode, nodeBelow } from './ensure-node.mjs'

/** The oldest that `engines` of the packages allows, and a recent one of each line; `scripts/node` pins them. */
const NODES = ['22.3', '22', '24', '26']
/** The tests in which a stranger's Node or compiler takes part; pages and examples are the same on each. */
const TESTS = ['alone', 'node', 'types', 'hostile', 'numeric']
const OLDEST_TYPESCRIPT = '5.7'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const workshop = join(root, '.node', 'outside')

if (!succeeds('pnpm', ['turbo', 'run', 'tarball', '--output-logs=errors-only'])) process.exit(1)
const OUTSIDE_TSC = fetchTypeScript(OLDEST_TYPESCRIPT)
const failed = NODES.filter((version) => {
  const prefix = join(workshop, `node-${version}`)
  if (!existsSync(nodeBelow(prefix)) && !fetchNode(prefix, version)) return true
  const environment = { OUTSIDE_NODE: nodeBelow(prefix), OUTSIDE_TSC }
  console.log(`\nNode ${version}, TypeScript ${OLDEST_TYPESCRIPT}`)
  return !succeeds('pnpm', ['--filter', 'outside', 'exec', 'vitest', 'run', ...TESTS], environment)
})
console.log(`\n${NODES.length - failed.length} of ${NODES.length} Nodes passed`)
if (failed.length > 0) console.error(`failed: Node ${failed.join(', Node ')}`)
process.exit(failed.length === 0 ? 0 : 1)

function fetchTypeScript(version) {
  const prefix = join(workshop, `typescript-${version}`)
  const compiler = join(prefix, 'node_modules/typescript/bin/tsc')
  const install = ['install', '--prefix', prefix, '--no-save', `typescript@${version}`]
  if (!existsSync(compiler) && !succeeds('npm', [...install, '--ignore-scripts', '--no-audit']))
    process.exit(1)
  return compiler
}

function succeeds(command, args, environment = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return status === 0
}
