import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { BenchError } from '../errors.ts'

/** Seconds from starting Node on a program until its first line on stdout; the program is then ended. */
export async function secondsToFirstLine(
  name: string,
  program: string,
  args: readonly string[],
): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const closed = once(child, 'close')
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  const line = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()
  const seconds = (performance.now() - start) / 1000
  child.kill()
  await closed
  if (line.done) throw new BenchError('peer', `${name}: ended without a line: ${complaint.trim()}`)
  return seconds
}
