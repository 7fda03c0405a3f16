// `pnpm run clean`: removes what builds, tests and caches wrote. Keeps installed packages, `.node/` and saved runs.
import { globSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { members } from './members.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const WRITTEN = [
  '.turbo',
  'assembly/generated',
  'coverage',
  'dist',
  'package.tgz',
  'reports',
  'src/generated',
  '*.tsbuildinfo',
]

for (const folder of ['.', 'scripts', ...members(root)]) {
  const cwd = join(root, folder)
  for (const path of globSync(WRITTEN, { cwd })) {
    rmSync(join(cwd, path), { recursive: true, force: true })
    console.log(`removed ${join(folder, path)}`)
  }
}
