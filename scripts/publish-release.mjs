// `node scripts/publish-release.mjs`: publishes the tarballs in release/ whose version is not published yet, with
// provenance. It uses Node's built-ins and npm only: no development dependency runs with permission to publish.
import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'release')
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.tgz')) : []
if (files.length === 0) {
  console.error('release: release/ holds no packages: run `pnpm run release:pack` first')
  process.exit(1)
}
const published = []
for (const name of files) {
  const { name: id, version, repository } = manifestOf(join(folder, name))
  if (repository?.url === undefined) throw new Error(`${name}: its manifest has no repository`)
  const release = `${id}@${version}`
  if (isPublished(release)) console.log(`${release} is published already`)
  else {
    npm(['publish', join(folder, name), '--access', 'public', '--provenance'])
    published.push(release)
  }
}
// The workflow makes a tag of each in a job that may write to the repository.
if (process.env.GITHUB_OUTPUT)
  appendFileSync(process.env.GITHUB_OUTPUT, `published=${JSON.stringify(published)}\n`)

function manifestOf(file) {
  return JSON.parse(
    execFileSync('tar', ['-xzOf', file, 'package/package.json'], { encoding: 'utf8' }),
  )
}

function isPublished(release) {
  const { status, stderr } = spawnSync('npm', ['view', release, 'version'], { encoding: 'utf8' })
  if (status !== 0 && !/E404/.test(stderr)) throw new Error(`npm view ${release}: ${stderr}`)
  return status === 0
}

function npm(args) {
  execFileSync('npm', args, { stdio: 'inherit' })
}
