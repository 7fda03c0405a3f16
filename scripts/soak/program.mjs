import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
export const program = join(root, 'apps/tui/dist/main.js')
export const picture = join(root, 'apps/tui/test/fixtures/7.png')
export const dyingWorker = join(root, 'apps/tui/test/support/preload-dying-worker.cjs')

/** A short run, the same every time. */
const run = '--json --limit 2000 --epochs 3 --batch-size 20 --lr 0.05'.split(' ')

/**
 * Runs the program on a short run to its end; `signal` is sent after `delay` milliseconds of output.
 * @returns the exit code, the last line of stderr, and the figures that were told
 */
export function train(args, { signal, delay, node = [] } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, program, 'train', ...run, ...args])
    let stdout = ''
    let stderr = ''
    child.stdout.once('data', () => signal && setTimeout(() => child.kill(signal), delay))
    child.stdout.on('data', (text) => {
      stdout += text
    })
    child.stderr.on('data', (text) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, stderr, word: stderr.trimEnd().split('\n').at(-1), end: endOf(stdout) }),
    )
  })
}

/** What the run came to, without what depends on the machine. */
function endOf(stdout) {
  const last = stdout.trimEnd().split('\n').filter(isWhole).map(JSON.parse).at(-1)
  if (last?.type !== 'end' || last.reason !== 'completed') return null
  return JSON.stringify([last.steps, last.testLoss, last.testAccuracy])
}

function isWhole(line) {
  return line.startsWith('{') && line.endsWith('}')
}
