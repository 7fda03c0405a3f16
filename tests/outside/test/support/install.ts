import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

const repository = join(import.meta.dirname, '../../../..')

/** What the README of a package says to install, checked there and installed here. */
const alone = {
  metrics: ['metrics'],
  tensor: ['tensor'],
  nn: ['nn', 'tensor'],
  'mnist-data': ['mnist-data'],
  distributed: ['distributed'],
}

/** Not ours and large, so it is used where it lies. */
const runtime = 'onnxruntime-web'

const packages = Object.keys(alone)

const tarball = (name: string) => join(repository, 'packages', name, 'package.tgz')

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the projects: `together`, and one named after each package. */
    projects: string
  }
}

/**
 * Makes projects in a folder of their own, away from this workspace, whose only knowledge of the
 * packages is their tarballs: one with all of them, and one for each package alone. A strict
 * node_modules lets each see only what it depends on itself. The examples lie in the first.
 */
export default async function install({ provide }: TestProject) {
  const projects = await mkdtemp(join(tmpdir(), 'handwritten-outside-'))
  const overrides = packages.map((name) => `  '@handwritten/${name}': 'file:${tarball(name)}'`)
  await writeFile(
    join(projects, 'pnpm-workspace.yaml'),
    ["packages: ['*']", 'overrides:', ...overrides, ''].join('\n'),
  )
  const together = join(projects, 'together')
  await cp(join(repository, 'tests/outside/project'), together, { recursive: true })
  await cp(join(repository, 'examples'), join(together, 'examples'), {
    recursive: true,
    filter: (source) => !/node_modules|public$/.test(source),
  })
  await writeManifest(together, packages)
  for (const [name, dependencies] of Object.entries(alone)) {
    const folder = join(projects, name)
    await mkdir(folder)
    await writeManifest(folder, dependencies)
  }
  await promisify(execFile)('pnpm', ['install', '--prefer-offline', '--ignore-scripts'], {
    cwd: projects,
    shell: process.platform === 'win32',
  })
  await symlink(
    await realpath(join(repository, 'examples/node_modules', runtime)),
    join(together, 'node_modules', runtime),
    'junction',
  )
  provide('projects', projects)
  return () => rm(projects, { recursive: true })
}

async function writeManifest(folder: string, dependencies: readonly string[]): Promise<void> {
  const manifest = {
    name: `project-${folder.split(/[\\/]/).at(-1)}`,
    private: true,
    dependencies: Object.fromEntries(
      dependencies.map((name) => [`@handwritten/${name}`, `file:${tarball(name)}`]),
    ),
  }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
}
