import { execFile, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { dyingWorker, picture, program, train } from './program.mjs'

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

  async 'two runs in one folder'(folder, _, whole) {
    const first = train(['--save', folder])
    const second = train(['--save', folder])
    const ends = await Promise.all([first, second])
    const refused = ends.filter(({ code }) => code !== 0)
    must(refused.length === 1, `expected one refusal, found ${ends.map(({ code }) => code)}`)
    must(
      /is being written by process|already contains a run/.test(refused[0].word),
      refused[0].word,
    )
    const kept = ends.find(({ code }) => code === 0)
    must(kept.end === whole, `expected ${whole}, found ${kept.end}`)
    return 'one runs, the other is refused'
  },

  async 'a bit of the weights flipped: predict, evaluate, export, resume'(folder, chance) {
    await train(['--save', folder, '--epochs', '1'])
    const file = join(folder, 'checkpoint.safetensors')
    const bytes = readFileSync(file)
    const start = 8 + bytes.readUInt32LE(0)
    bytes[start + Math.floor(chance * (bytes.length - start))] ^= 0x40
    writeFileSync(file, bytes)
    for (const args of commandsOn(folder).filter(([name]) => name !== 'runs')) {
      const { code, stderr } = await run(args, {})
      must(code === 1, `${args[0]}: expected exit code 1, found ${code}`)
      must(/checksum/.test(stderr), `${args[0]}: expected the checksum in words, found ${stderr}`)
    }
    const { code } = await train(['--save', folder, '--resume'])
    must(code === 1, `--resume: expected exit code 1, found ${code}`)
    return 'refused by each'
  },

  async 'stdout on a full disk: every command'(folder) {
    await train(['--save', folder, '--epochs', '1'])
    for (const args of [...commandsOn(folder), ['--help'], ['completion', 'bash']]) {
      const { code, stderr } = await run(args, { stdout: '/dev/full' })
      must(code === 1, `${args[0]}: expected exit code 1, found ${code}`)
      must(/disk is full/.test(stderr), `${args[0]}: expected the reason, found ${stderr}`)
    }
    return 'told, exit code 1'
  },

  async 'Ctrl-C within every command'(folder, chance) {
    await train(['--save', folder, '--epochs', '1'])
    for (const args of [...commandsOn(folder), ['bench', '--rounds', '50']]) {
      const { code, signal, ms } = await run(args, { interruptAfter: 100 + 600 * chance })
      // Before its first line runs, the program is ended by the system.
      must(
        code === 130 || code === 0 || signal === 'SIGINT',
        `${args[0]}: expected exit code 130, found ${code}`,
      )
      must(ms < 5000, `${args[0]}: ended ${Math.round(ms)} ms after the signal`)
    }
    return 'ended at once, or was done'
  },

  async 'training thread dies'(folder) {
    const { code, word } = await train(['--save', folder], { node: ['--require', dyingWorker] })
    must(code === 1, `expected exit code 1, found ${code}`)
    return `told: ${word.slice(0, 60)}`
  },
}

/** Commands that read the run in a folder. */
function commandsOn(folder) {
  const model = ['--model', folder]
  return [
    ['predict', picture, ...model],
    ['evaluate', '--json', ...model],
    ['export', '--onnx', join(folder, 'x.onnx'), ...model],
    ['runs', folder],
  ]
}

/** Runs a command to its end; `ms` is the time from the signal, if one is sent, to the end. */
function run(args, { stdout, interruptAfter }) {
  return new Promise((resolve, reject) => {
    const out = stdout === undefined ? 'ignore' : openSync(stdout, 'w')
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', out, 'pipe'] })
    let stderr = ''
    let signalled = Number.NaN
    child.stderr.on('data', (text) => {
      stderr += text
    })
    if (interruptAfter !== undefined)
      setTimeout(() => {
        signalled = performance.now()
        child.kill('SIGINT')
      }, interruptAfter)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (out !== 'ignore') closeSync(out)
      resolve({ code, signal, stderr, ms: performance.now() - signalled || 0 })
    })
  })
}

async function interrupted(signal, folder, chance, whole) {
  const first = await train(['--save', folder], { signal, delay: 1500 * chance })
  if (first.end !== null) {
    must(first.end === whole, `expected ${whole}, found ${first.end}`)
    return 'was done before'
  }
  const second = await train(['--save', folder, '--resume'])
  if (second.code !== 0 && /no run to resume/.test(second.word)) {
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
