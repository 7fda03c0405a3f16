import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folders of the packages that are published as libraries. */
export function packages(root) {
  return readdirSync(join(root, 'packages'))
    .filter((name) => {
      const manifest = readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')
      return !JSON.parse(manifest).private
    })
    .sort()
}

const ON_INSTALL = [
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
]

/** The scripts in a manifest that an installation would run. */
export function installScripts({ scripts = {} }) {
  return ON_INSTALL.filter((name) => name in scripts)
}
