// Every direct dependency has its reason in docs/dependencies.md, and everything installed a licence that is allowed.
// With --list, prints what is installed by licence.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  directDependencies,
  installed,
  isAllowed,
  reasonFaults,
  writtenReasons,
} from './dependencies.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
const all = installed(root)

if (process.argv.includes('--list')) {
  for (const [licence, packages] of Object.entries(Object.groupBy(all, (one) => one.licence))) {
    console.log(
      `${licence}: ${packages.map(({ name, version }) => `${name} ${version}`).join(', ')}`,
    )
  }
}
const faults = [
  ...reasonFaults(directDependencies(root), writtenReasons(page)),
  ...all
    .filter(({ licence }) => !isAllowed(licence))
    .map(({ name, version, licence }) => `${name} ${version} has the licence ${licence}`),
]
for (const fault of faults) console.error(fault)
process.exit(faults.length === 0 ? 0 : 1)
