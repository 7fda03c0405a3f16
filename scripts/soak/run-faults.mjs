import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { dyingWorker, program, train } from './program.mjs'

/**
 * Faults of a run that is kept. Each takes a folder, a number from 0 to 1 and what an uninterrupted run comes to, and
 * says how it went; it throws when anything was lost.
 */
export const runFaults = {
  'killed at any moment, gone on with': (folder, chance, whole) =>
    interrupted('SIGKILL', folder, chance, whole),
  'ended by SIGTERM, gone on with': (folder, chance, whole) =>
    interrupted('SIGTERM', folder, chance, whole),
  'ended by SIGINT, gone on with': (folder, chance, whole) =>
    interrupted('SIGINT', folder, chance, whole),

  async 'saved at SIGTERM, killed later, gone on with twice'(folder, chance, whole) {
    const first = await train(['--save', folder], { signal: 'SIGTERM', delay: 800 * chance })
    if (first.end !== null) return 'was done before'
    await train(['--save', folder, '--resume'], { signal: 'SIGKILL', delay: 800 * (1 - chance) })
    const last = await train(['--save', folder, '--resume'])
    must(last.end === whole, `expected ${whole}, found ${last.end}: ${last.stderr}`)
    return 'came to the same end, bit for bit'
  },

  async 'checkpoint cut short or changed in a byte'(folder, chance) {
    await train(['--save', folder, '--epochs', '1'])
    const file = join(folder, 'checkpoint.safetensors')
    const bytes = readFileSync(file)
    const damaged =
      chance < 0.5 ? bytes.subarray(0, chance * 2 * bytes.length) : changedHeader(bytes, chance)
    writeFileSync(file, damaged)
    const { code, stderr, word } = await train(['--save', folder, '--resume'])
    must(code !== 0 && !stderr.includes('    at '), `expected a refusal in words, found ${stderr}`)
    must(readFileSync(file).equals(damaged), 'the damaged file was written over')
    return `refused: ${word.replace(folder, '').slice(0, 60)}`
  },

  async 'disk full while saving'(folder) {
    const shell = `ulimit -f 100; exec '${process.execPath}' '${program}' train --json --limit 2000 --epochs 1 --save '${folder}'`
    const { code, stderr } = await promisify(execFile)('sh', ['-c', shell]).catch((error) => error)
    must(code === 1, `expected exit code 1, found ${code}: ${stderr}`)
    must(!stderr.includes('    at '), `expected words, found ${stderr}`)
    return 'told, exit code 1'
  },

  async 'training thread dies'(folder) {
    const { code, word } = await train(['--save', folder], { node: ['--require', dyingWorker] })
    must(code === 1, `expected exit code 1, found ${code}`)
    return `told: ${word.slice(0, 60)}`
  },
}

async function interrupted(signal, folder, chance, whole) {
  const first = await train(['--save', folder], { signal, delay: 1500 * chance })
  if (first.end !== null) {
    must(first.end === whole, `expected ${whole}, found ${first.end}`)
    return 'was done before'
  }
  const second = await train(['--save', folder, '--resume'])
  if (second.code !== 0 && /no run to go on with/.test(second.word)) {
    rmSync(folder, { recursive: true, force: true })
    must((await train(['--save', folder])).end === whole, 'a fresh run came to another end')
    return 'nothing saved yet, begun again'
  }
  must(second.end === whole, `expected ${whole}, found ${second.end}: ${second.stderr}`)
  return 'came to the same end, bit for bit'
}

/** One bit of the header, whose every byte means something. */
function changedHeader(bytes, chance) {
  const changed = Buffer.from(bytes)
  changed[Math.floor((chance - 0.5) * 2 * 200)] ^= 0x80
  return changed
}

function must(holds, message) {
  if (!holds) throw new Error(message)
}
