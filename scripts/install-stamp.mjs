import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { members } from './members.mjs'

/** Remembers, inside node_modules, for which manifests and lockfile the last install ran, so that a second start need not install. */
export function installStamp(root) {
  const file = join(root, 'node_modules', '.handwritten-install')
  const digest = manifestDigest(root)
  return {
    isCurrent: () => existsSync(file) && readFileSync(file, 'utf8') === digest,
    write: () => writeFileSync(file, digest),
  }
}

function manifestDigest(root) {
  const hash = createHash('sha256')
  for (const path of manifests(root)) {
    hash.update(path)
    hash.update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

function manifests(root) {
  const ofMembers = members(root).map((folder) => `${folder}/package.json`)
  return ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', ...ofMembers].filter((path) =>
    existsSync(join(root, path)),
  )
}
