import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { members } from './members.mjs'

/** Licences that may be used while working here. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'MPL-2.0',
  'Python-2.0',
])

/** The names that the manifests of the workspace depend on, other members left out. */
export function directDependencies(root) {
  const manifests = ['.', ...members(root)].map((folder) => readManifest(join(root, folder)))
  const own = new Set(manifests.map(({ name }) => name))
  const named = manifests.flatMap(({ dependencies = {}, devDependencies = {} }) => [
    ...Object.keys(dependencies),
    ...Object.keys(devDependencies),
  ])
  return [...new Set(named)].filter((name) => !own.has(name)).sort()
}

/** The names in the tables of docs/dependencies.md, each with its reason. */
export function writtenReasons(page) {
  const rows = page.matchAll(/^\| `([^`]+)`[^|]*\| *([^|]*?) *\|$/gm)
  return new Map(Array.from(rows, ([, name, reason]) => [name, reason]))
}

/** What is wrong with the written reasons, as sentences. */
export function reasonFaults(names, reasons) {
  const missing = names.filter((name) => !reasons.get(name))
  const stale = [...reasons.keys()].filter((name) => !names.includes(name))
  return [
    ...missing.map((name) => `${name} has no reason in docs/dependencies.md`),
    ...stale.map((name) => `docs/dependencies.md names ${name}, which nothing depends on`),
  ]
}

/** Everything that is installed, as { name, version, licence }. */
export function installed(root) {
  const store = join(root, 'node_modules', '.pnpm')
  return readdirSync(store)
    .map((entry) => join(store, entry, 'node_modules'))
    .filter(existsSync)
    .flatMap((folder) => ownPackages(folder).map((name) => readManifest(join(folder, name))))
    .map(({ name, version, license, licenses }) => ({
      name,
      version,
      licence: license?.type ?? license ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none',
    }))
}

/** Whether a licence, an SPDX expression of names joined by OR and AND, may be used here. */
export function isAllowed(licence) {
  const alternatives = licence.replace(/[()]/g, '').split(' OR ')
  return alternatives.some((names) => names.split(' AND ').every((name) => ALLOWED.has(name)))
}

/** The packages that a folder of the store holds itself, and does not link to. */
function ownPackages(folder) {
  return readdirSync(folder)
    .flatMap((name) =>
      name.startsWith('@')
        ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`)
        : [name],
    )
    .filter((name) => !lstatSync(join(folder, name)).isSymbolicLink())
    .filter((name) => existsSync(join(folder, name, 'package.json')))
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}
