import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { asRoot, hasOpenMpi, patience, weightsOf } from '../support/mpi'
import { program, runProgram } from '../support/program'
import { temporaryFolder } from '../support/temporary-folder'

const script = join(import.meta.dirname, '../support/two-hosts.sh')
const folder = temporaryFolder()
const args = ['--limit', '300', '--epochs', '1', '--parts', '4', '--threads', '1']

/** Whether this process may make network namespaces and give them host names; says so where it may not. */
function canMakeHosts(): boolean {
  const name = `hw-trial-${process.pid}`
  const make = `ip netns add ${name} && ip netns exec ${name} unshare --uts true; code=$?; ip netns del ${name}; exit $code`
  const isPossible = spawnSync('sh', ['-c', make]).status === 0
  if (!isPossible)
    console.log('network namespaces cannot be made: the test of two hosts is skipped')
  return isPossible
}

it.skipIf(!hasOpenMpi() || !canMakeHosts())(
  'ranks on two hosts, connected by TCP, end with the weights of one process',
  { timeout: patience },
  async () => {
    const [alone, both] = [join(folder, 'alone'), join(folder, 'both')]
    await runProgram(['train', ...args, '--plain', '--save', alone])
    const space = mkdtempSync(join(folder, 'hw-'))
    const command = [space, process.execPath, program, ...args, '--save', both]
    const stdout = await new Promise<string>((resolve, reject) => {
      const env = { ...process.env, ...asRoot }
      execFile(script, command, { env, timeout: patience }, (error, stdout, stderr) => {
        if (error) reject(new Error(`${error.message}\n${stderr}`))
        else resolve(stdout)
      })
    })
    expect(stdout).toMatch(/rank 0: process \d+ on host-a\r?\nrank 1: process \d+ on host-b/)
    expect(weightsOf(both) === weightsOf(alone)).toBe(true)
  },
)
