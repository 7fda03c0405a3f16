import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { BenchError } from '../errors.ts'

/**
 * V8 without its compilers, since valgrind cannot follow code that is made while it runs fast enough, and
 * since when they step in depends on time; and without what differs from start to start.
 */
const NODE_FLAGS = ['--jitless', '--single-threaded', '--hash-seed=1', '--random-seed=1']
const PATIENCE = 180_000

/** Instructions of a run of `script`, by valgrind's callgrind; throws `peer` where that is missing or fails. */
export async function countInstructions(script: string, args: readonly string[]): Promise<number> {
  const tool = ['--tool=callgrind', '--callgrind-out-file=/dev/null']
  const command = [...tool, process.execPath, ...NODE_FLAGS, script, ...args]
  try {
    const { stderr } = await promisify(execFile)('valgrind', command, { timeout: PATIENCE })
    return parseCollected(stderr)
  } catch (error) {
    if (error instanceof BenchError) throw error
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new BenchError('peer', 'counts: no valgrind was found')
    throw new BenchError('peer', `counts: valgrind failed: ${message.slice(-300)}`)
  }
}

/** The number in the line `==123== Collected : 456`. */
export function parseCollected(text: string): number {
  const [, count] = /^==\d+== Collected *: *(\d+)$/m.exec(text) ?? []
  if (count === undefined)
    throw new BenchError('peer', 'counts: expected a line "Collected" of callgrind, found none')
  return Number(count)
}
