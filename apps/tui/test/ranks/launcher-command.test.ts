import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { launcherCommand } from '../../src/ranks/launcher-command'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
let path = ''
const { PATH, HANDWRITTEN_MPIRUN } = process.env
beforeEach(() => {
  path = mkdtempSync(join(folder, 'path-'))
  process.env.PATH = path
  delete process.env.HANDWRITTEN_MPIRUN
})
afterEach(() => {
  process.env.PATH = PATH
  if (HANDWRITTEN_MPIRUN !== undefined) process.env.HANDWRITTEN_MPIRUN = HANDWRITTEN_MPIRUN
})

/** A program in the path that prints a version. */
function install(name: string, version: string): void {
  const file = join(path, name)
  writeFileSync(file, `#!/bin/sh\necho '${version}'\n`)
  chmodSync(file, 0o755)
}

describe.skipIf(process.platform === 'win32')('launcherCommand', () => {
  it('starts ranks by Open MPI without binding them to cores', () => {
    install('mpirun', 'mpirun (Open MPI) 4.1.4')
    const { command, args } = launcherCommand(3)
    expect(command).toBe('mpirun')
    expect(args.join(' ')).toMatch(/--oversubscribe --bind-to none .*-n 3$/)
  })

  it('starts ranks by MPICH where only mpiexec is there', () => {
    install('mpiexec', 'HYDRA build details:')
    const { command, args } = launcherCommand(2)
    expect([command, ...args].join(' ')).toBe('mpiexec -launcher fork -n 2')
  })

  it('starts ranks by the program that HANDWRITTEN_MPIRUN names', () => {
    install('mpirun', 'mpirun (Open MPI) 4.1.4')
    install('mpiexec.hydra', 'HYDRA build details:')
    process.env.HANDWRITTEN_MPIRUN = 'mpiexec.hydra'
    expect(launcherCommand(2).command).toBe('mpiexec.hydra')
  })

  it('says what to install where there is no launcher', () => {
    expect(() => launcherCommand(2)).toThrow(/neither mpirun nor mpiexec .* install Open MPI/)
  })
})
