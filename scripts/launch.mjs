// The first thing that runs on a fresh clone, so it uses nothing but Node's built-ins:
// makes sure of a Node that the tools support, installs what the lockfile names, runs one script through pnpm.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureNode } from './ensure-node.mjs'
import { installStamp } from './install-stamp.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [script, ...args] = process.argv.slice(2)
const { packageManager, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const node = ensureNode(root, engines.node)
process.env.PATH = dirname(node) + delimiter + process.env.PATH

const stamp = installStamp(root)
if (!stamp.isCurrent()) {
  const code = pnpm(['install', '--frozen-lockfile'])
  if (code !== 0) {
    console.error(
      `handwritten: installing the packages failed (exit ${code}); see the messages above.`,
    )
    process.exit(code)
  }
  stamp.write()
}
process.exit(pnpm(['--silent', 'run', script, ...args], { stdout: 'inherit' }))

/** Runs pnpm in the pinned version, its own output on stderr unless told, and returns the exit code. */
function pnpm(pnpmArgs, { stdout = 2 } = {}) {
  const npm = process.env.npm_execpath
  const [version] = packageManager.split('+')
  const command = ['exec', '--yes', `--package=${version}`, '--', 'pnpm', ...pnpmArgs]
  const stdio = ['inherit', stdout, 'inherit']
  const result = npm?.endsWith('.js')
    ? spawnSync(node, [npm, ...command], { cwd: root, stdio })
    : spawnSync('npm', command, { cwd: root, stdio, shell: process.platform === 'win32' })
  if (result.error) {
    console.error(`handwritten: npm could not be started: ${result.error.message}`)
    return 1
  }
  return result.status ?? 1
}
