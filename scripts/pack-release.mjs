// `pnpm run release:pack`: packs every package that is not private into release/, each manifest with the
// address of the repository. Needs no permission beyond reading; publish-release.mjs uploads the result.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { members } from './members.mjs'
import { repositoryOf } from './release-manifest.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, 'release')

try {
  const repository = repositoryOf(manifestOf('.'))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const directory of members(root)) {
    const { name, version, private: isPrivate } = manifestOf(directory)
    if (isPrivate) continue
    const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`
    pack(directory, join(folder, file), { repository, directory })
    console.log(`release/${file}`)
  }
} catch (error) {
  console.error(`release: ${error.message}`)
  process.exitCode = 1
}

function pack(directory, file, release) {
  const hooks = join(root, 'scripts', 'pack-hooks.mjs')
  execFileSync('pnpm', ['pack', `--config.pnpmfile=${hooks}`, '--out', file], {
    cwd: join(root, directory),
    env: { ...process.env, HANDWRITTEN_RELEASE: JSON.stringify(release) },
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
}

function manifestOf(directory) {
  return JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8'))
}
