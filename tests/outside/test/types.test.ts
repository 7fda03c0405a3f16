import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')

/** The compiler that strangers use: the one at OUTSIDE_TSC, or the one that checks this workspace. */
const compiler = process.env.OUTSIDE_TSC ?? join(root, 'node_modules/typescript-native/bin/tsc')

it.each([
  ['nodenext', "Node's types and no page's"],
  ['bundler', "a page's types and not Node's"],
])('strict programs compile with module resolution %s and %s', async (resolution) => {
  const typeRoots = join(root, 'node_modules/@types')
  const config = join(inject('projects'), 'together/types', `tsconfig.${resolution}.json`)
  const args = [compiler, '--project', config, '--typeRoots', typeRoots]
  const compiled = promisify(execFile)(process.execPath, args).catch(({ stdout }) => ({ stdout }))
  expect((await compiled).stdout).toBe('')
})
