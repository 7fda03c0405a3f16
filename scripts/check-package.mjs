// Packs the package in the current folder as it would be published, and lets publint and attw judge the tarball.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'handwritten-pack-'))
try {
  run('pnpm', ['pack', '--pack-destination', folder])
  const tarball = join(folder, readdirSync(folder)[0])
  run('publint', ['run', '--strict', tarball])
  run('attw', [tarball])
} finally {
  rmSync(folder, { recursive: true })
}

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status === 0) return
  process.stderr.write(`${command} ${args.join(' ')}\n${stdout}${stderr}\n`)
  process.exitCode = 1
}
