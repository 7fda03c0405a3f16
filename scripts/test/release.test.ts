import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { repositoryOf, withRepository } from '../release-manifest.mjs'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const workflows = readdirSync(join(root, '.github/workflows')).map((name) => ({
  name,
  text: readFileSync(join(root, '.github/workflows', name), 'utf8'),
}))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The text of each job of a workflow, by name. */
function jobsOf(text: string): Map<string, string> {
  const [, jobs] = text.split(/^jobs:\n/m)
  const parts = jobs!.split(/^ {2}(?=[\w-]+:\n)/m).filter((part) => part.trim() !== '')
  return new Map(parts.map((part) => [/^[\w-]+/.exec(part)![0], part]))
}

describe('the manifest of a release', () => {
  it('carries the repository of the root and the directory of the package', () => {
    const repository = repositoryOf({ repository: { type: 'git', url: 'git+https://example/x' } })
    expect(withRepository({ name: 'a' }, repository, 'packages/a')).toEqual({
      name: 'a',
      repository: { type: 'git', url: 'git+https://example/x', directory: 'packages/a' },
    })
  })

  it('cannot be made while the root manifest has no repository', () => {
    for (const repository of [undefined, {}, { url: '' }])
      expect(() => repositoryOf({ repository })).toThrow(
        /expected "repository".*found none.*Add it/,
      )
    if (manifest.repository !== undefined) return
    const { status, stderr } = spawnSync(process.execPath, ['scripts/pack-release.mjs'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^release: package\.json: expected "repository"/)
  })

  it('is what pnpm packs with the hooks', () => {
    const release = { repository: { type: 'git', url: 'git+https://example/x' }, directory: 'd' }
    const hooks = join(root, 'scripts/pack-hooks.mjs')
    const env = { ...process.env, HANDWRITTEN_RELEASE: JSON.stringify(release) }
    const program =
      'const { hooks } = await import(process.argv[1]); console.log(JSON.stringify(hooks.beforePacking({ name: "a" })))'
    const args = ['--input-type=module', '--eval', program, hooks]
    const packed = JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' }))
    expect(packed).toEqual({ name: 'a', repository: { ...release.repository, directory: 'd' } })
  })
})

describe.each(workflows)('workflow $name', ({ text }) => {
  it('pins every action by the hash of a commit', () => {
    const actions = [...text.matchAll(/uses: *(.*)/g)].map((match) => match[1])
    expect(actions.length).toBeGreaterThan(0)
    for (const action of actions)
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  it('leaves no credentials in the checkout, and reads only by default', () => {
    expect(text).toMatch(/^permissions: \{ contents: read \}$/m)
    const checkouts = text.split('actions/checkout@').slice(1)
    for (const rest of checkouts)
      expect(rest).toMatch(/^\S+ # v\S+\n +with: \{ persist-credentials: false \}/)
  })

  it('grants identity and write permissions only to jobs that neither build nor test', () => {
    for (const [, job] of jobsOf(text)) {
      if (!/id-token: write/.test(job)) continue
      expect(job).not.toMatch(/npm test|pnpm/)
      expect(job).toMatch(/environment:/)
    }
  })

  it('installs what the lockfile names', () => {
    for (const [install] of text.matchAll(/pnpm install.*/g))
      expect(install).toContain('--frozen-lockfile')
  })
})

it('pnpm and the Nodes that scripts fetch are pinned by SHA-512', () => {
  expect(manifest.packageManager).toMatch(/^pnpm@\d+\.\d+\.\d+\+sha512\.[0-9a-f]{128}$/)
  for (const line of readdirSync(join(root, 'scripts/node'))) {
    const path = join(root, 'scripts/node', line, 'package-lock.json')
    const { '': own, ...packages } = JSON.parse(readFileSync(path, 'utf8')).packages
    expect(Object.keys(packages).map((name) => name.replace('node_modules/', ''))).toEqual(
      Object.keys(own.optionalDependencies),
    )
    for (const { integrity } of Object.values(packages) as { integrity: string }[])
      expect(integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/)
  }
})
