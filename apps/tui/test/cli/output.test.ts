import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { encodeSafetensors, zeros } from '@handwritten/tensor'
import { beforeAll, describe, expect, it } from 'vitest'
import { escaped } from '../../src/text/escaped'
import { program, runProgram } from '../support/program'
import { quoted } from '../support/quoted'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
const model = join(folder, 'model.safetensors')
const picture = fileURLToPath(new URL('../fixtures/7.png', import.meta.url))
const hostile = '\u001b]0;owned\u0007\u009b31m\u007f\rA\nB'

/** A checkpoint-like file of weights whose run has other people's text in every name. */
function hostileModel(): Uint8Array {
  const run = {
    recipe: {
      ...{ name: `seed${hostile}`, sizes: [784, 10], batchSize: 10, epochs: 1 },
      ...{ learningRate: 0.1, optimizer: { name: 'sgd', momentum: 0, nesterov: false } },
      ...{ schedule: { name: 'constant' }, labelSmoothing: 0 },
    },
    ...{ seed: 1, dataset: 'mnist', limit: null },
    classes: Array.from({ length: 10 }, (_, digit) => `${digit}${hostile}`),
  }
  return encodeSafetensors({
    tensors: { '0.weight': zeros([10, 784]), '0.bias': zeros([10]) },
    metadata: { run: JSON.stringify(run) },
  })
}

beforeAll(() => {
  writeFileSync(model, hostileModel())
})

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const commands = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/

describe('text of others', () => {
  it('never reaches the terminal with control characters', async () => {
    for (const args of [
      ['predict', picture, '--model', model],
      ['predict', picture, '--model', model, '--json'],
      ['predict', `${hostile}.png`, '--model', model],
      ['predict', picture, '--model', join(folder, hostile.replaceAll('/', ''))],
      ['export', '--model', model, '--module', join(folder, 'a\u009bb.js')],
      ['runs', join(folder, `no${hostile}`.replaceAll('/', ''))],
      ['train', `--${hostile}`],
    ]) {
      const { stdout, stderr } = await runProgram(args)
      expect(stdout + stderr, args.join(' ')).not.toMatch(commands)
      expect((stdout + stderr).trim()).not.toBe('')
    }
  })

  it('is the same text again in JSON', async () => {
    const { stdout } = await runProgram(['predict', picture, '--model', model, '--json'])
    expect(JSON.parse(stdout).label.slice(1)).toBe(hostile)
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  })

  it('is escaped by code, and printable text is left as it is', () => {
    expect(escaped('\u001b[31m\u009bé漢')).toBe('\\x1b[31m\\u009bé漢')
  })
})

describe.runIf(existsSync('/dev/full'))('a full disk behind stdout', () => {
  it.each([
    ['--help'],
    ['help', 'predict'],
    ['--version'],
    ['completion', 'bash'],
    ['predict', picture, '--model', model],
    ['predict', picture, '--model', model, '--json'],
    ['export', '--model', model, '--onnx', join(folder, 'x.onnx')],
    ['evaluate', '--model', model, '--json'],
    ['runs', folder],
    [
      'train',
      '--json',
      '--limit',
      '600',
      '--epochs',
      '1',
      '--recipe',
      'seed',
      '--log',
      join(folder, 'log.jsonl'),
    ],
  ])('is an error with exit code 1: handwritten %s', (...args) => {
    const command = [process.execPath, program, ...args].map(quoted).join(' ')
    const { status, stderr } = spawnSync('sh', ['-c', `${command} > /dev/full`], {
      encoding: 'utf8',
    })
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^handwritten: (stdout cannot be written: the disk is full|there is no log of a run)/,
    )
    expect(status).toBe(1)
  })
})

it.runIf(process.platform !== 'win32')('files that are written never follow a planted link', () => {
  const out = join(folder, 'export.onnx')
  const victim = join(folder, 'victim')
  writeFileSync(victim, 'mine')
  const pids = Array.from({ length: 200 }, (_, i) => process.pid + i)
  for (const pid of pids) symlinkSync(victim, `${out}.${pid}.unfinished`)
  execFileSync(process.execPath, [program, 'export', '--model', model, '--onnx', out])
  expect(readFileSync(victim, 'utf8')).toBe('mine')
  expect(statSync(out).size).toBeGreaterThan(7840)
})
