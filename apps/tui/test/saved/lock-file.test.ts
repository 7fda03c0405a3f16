import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { releaseLock, takeLock } from '../../src/saved/lock-file'
import { temporaryFolder } from '../support/temporary-folder'

const holder = (pid: number | undefined, started: string | null = null, host = hostname()) =>
  JSON.stringify({ pid, host, started })

describe('takeLock', () => {
  it('locks for this process, again too, until it is released', () => {
    const folder = temporaryFolder()
    const lock = join(folder, 'lock')
    takeLock(lock, 'the run')
    takeLock(lock, 'the run')
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid })
    releaseLock(lock)
    expect(readdirSync(folder)).toEqual([])
  })

  it('is refused while another process holds the lock, and names it', async () => {
    const lock = join(temporaryFolder(), 'lock')
    const other = spawn(process.execPath, ['--eval', 'process.stdin.resume(); console.log("up")'])
    await once(other.stdout, 'data')
    const started = readStart(other.pid!)
    writeFileSync(lock, holder(other.pid, started))
    expect(() => takeLock(lock, 'the run')).toThrow(
      `the run is being written by process ${other.pid}; wait until it ends, or choose another path`,
    )
    releaseLock(lock)
    expect(existsSync(lock)).toBe(true)
    other.kill('SIGKILL')
    await once(other, 'close')
    takeLock(lock, 'the run')
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid })
  })

  it('takes over a lock of an ended process, of an earlier process with the same number, and a torn one', () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    const stale = [holder(pid), '', '{"pid":', '{"pid":"x"}']
    if (existsSync('/proc/self/stat')) stale.push(holder(process.ppid, '1'))
    for (const text of stale) {
      const folder = temporaryFolder()
      const lock = join(folder, 'lock')
      writeFileSync(lock, text)
      takeLock(lock, 'the run')
      expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid })
      expect(readdirSync(folder)).toEqual(['lock'])
    }
  })

  it.runIf(existsSync('/proc/self/stat'))(
    'takes over a lock of a process that has ended but was not reaped',
    async () => {
      const lock = join(temporaryFolder(), 'lock')
      // The shell starts a process that ends, and becomes `sleep`, which never asks how.
      const parent = spawn('sh', ['-c', 'sh -c "exit 0" & echo $!; exec sleep 60'])
      const [line] = (await once(parent.stdout, 'data')) as [Buffer]
      const zombie = Number(line.toString())
      await vi.waitFor(() => expect(readFileSync(`/proc/${zombie}/stat`, 'utf8')).toMatch(/\) Z /))
      writeFileSync(lock, holder(zombie, readStart(zombie)))
      takeLock(lock, 'the run')
      expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid })
      parent.kill('SIGKILL')
      await once(parent, 'close')
    },
  )

  it('respects a lock of another machine', () => {
    const lock = join(temporaryFolder(), 'lock')
    writeFileSync(lock, holder(1, null, 'elsewhere'))
    expect(() => takeLock(lock, 'the run')).toThrow('by process 1 on elsewhere; wait')
  })
})

function readStart(pid: number): string | null {
  if (!existsSync(`/proc/${pid}/stat`)) return null
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]!
}
