import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BenchError } from '../errors.ts'
import { PACKAGE_FOLDER } from '../peers/package-folder.ts'

/** Another revision of this project, built in a worktree of its own. */
export interface BuiltRevision extends Disposable {
  /** The short hash of its commit. */
  readonly commit: string
  /** What starts it as a subject. */
  readonly program: string
}

/** Checks out and builds `revision`; its worktree is gone when disposed. Throws `revision` where that fails. */
export function buildRevision(revision: string): BuiltRevision {
  const commit = resolveRevision(revision)
  const folder = mkdtempSync(join(tmpdir(), 'handwritten-revision-'))
  const remove = () => removeWorktree(folder)
  process.once('exit', remove)
  try {
    git('worktree', 'add', '--detach', '--force', folder, commit)
    const program = build(folder, commit)
    return { commit, program, [Symbol.dispose]: remove }
  } catch (error) {
    remove()
    throw error
  }
}

/** The short hash of the commit that `revision` names. */
export function resolveRevision(revision: string): string {
  try {
    return git('rev-parse', '--verify', '--short', '--end-of-options', `${revision}^{commit}`)
  } catch {
    throw new BenchError(
      'revision',
      `expected a revision that git knows, as HEAD~1 or a branch, found ${JSON.stringify(revision)}`,
    )
  }
}

/** Installs and builds as a fresh clone does, what it says on stderr. */
function build(folder: string, commit: string): string {
  const { npm_execpath: _, ...env } = process.env
  const launch = ['scripts/launch.mjs', 'build', '--filter=bench']
  const { status } = spawnSync(process.execPath, launch, {
    cwd: folder,
    env,
    stdio: ['ignore', 2, 2],
  })
  const program = join(folder, 'apps/bench/dist/subject.js')
  if (status !== 0 || !existsSync(program))
    throw new BenchError('revision', `${commit} could not be built; see the messages above`)
  return program
}

function removeWorktree(folder: string): void {
  if (!existsSync(folder)) return
  rmSync(folder, { recursive: true, force: true })
  git('worktree', 'prune')
}

function git(...args: string[]): string {
  return execFileSync('git', args, {
    cwd: PACKAGE_FOLDER,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
}
