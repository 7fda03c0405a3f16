// Lets publint and attw judge the tarballs of the packages: what is published has to load, with its types, in every
// module system. All in one process, since loading a compiler is most of the work.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { installScripts, packages } from './packages.mjs'

/** Entry points that are scripts to load by address: they have no types. */
const SCRIPTS = ['./worker']

const root = dirname(dirname(fileURLToPath(import.meta.url)))
for (const name of packages(root)) {
  const bytes = new Uint8Array(readFileSync(join(root, 'packages', name, 'package.tgz')))
  const tarball = bytes.buffer
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
  const { problems, types } = await checkPackage(createPackageFromTarballData(bytes), {
    excludeEntrypoints: SCRIPTS,
  })
  const complaints = [
    ...messages.map((message) => formatMessage(message, pkg)),
    ...(types ? problems.map((problem) => JSON.stringify(problem)) : ['it has no types']),
    ...installScripts(pkg).map((script) => `runs a script when it is installed: ${script}`),
  ]
  for (const complaint of complaints) console.error(`${name}: ${complaint}`)
  if (complaints.length > 0) process.exitCode = 1
}
