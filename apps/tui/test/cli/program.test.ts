import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { oldNodeMessage } from '../../src/cli/old-node'
import { runProgram } from '../support/program'
import { temporaryFolder } from '../support/temporary-folder'

const empty = temporaryFolder()
const preload = fileURLToPath(new URL('../support/preload-old-node.cjs', import.meta.url))

describe('handwritten', () => {
  it('tells wrong use in one line on stderr, with exit code 2', async () => {
    const { code, stdout, stderr } = await runProgram(['--epochs', '-3'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^handwritten: .*'-3'.*\n$/)
  })

  it('tells on an older Node which one it needs, before it loads what would fail there', async () => {
    const env = { NODE_OPTIONS: `--require=${JSON.stringify(preload)}` }
    expect(await runProgram(['--version'], { env })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'handwritten: expected Node 22.18 or newer, found 20.20.2; get a newer version from https://nodejs.org\n',
    })
  })

  it.each([
    ['18.20.8', true],
    ['22.17.9', true],
    ['22.18.0', false],
    ['23.0.0', false],
    ['26.10.0', false],
  ])('finds Node %s too old: %s', (version, isOld) => {
    expect(oldNodeMessage(version) !== null).toBe(isOld)
  })

  it('prints its version and its help on stdout', async () => {
    const [version, help] = await Promise.all([runProgram(['--version']), runProgram(['--help'])])
    expect([version.code, help.code]).toEqual([0, 0])
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(help.stdout).toContain('Usage: handwritten')
  })

  it('fails with exit code 1 and one line where the data is not', async () => {
    const { code, stdout, stderr } = await runProgram(['--json', '--data-dir', empty])
    expect([code, stdout]).toEqual([1, ''])
    const lines = stderr.trimEnd().split('\n')
    expect(lines.slice(0, -1)).toEqual(['loading MNIST'])
    expect(lines.at(-1)).toMatch(/^handwritten: .*images/)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it('fails the same way where the data is altered', async () => {
    writeFileSync(join(empty, 'train-images-idx3-ubyte'), new Uint8Array(64))
    const { code, stderr } = await runProgram(['--plain', '--data-dir', empty])
    expect(code).toBe(1)
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^handwritten: /)
  })

  it('starts with a JSON object that tells what is trained, and is ended by a signal', async () => {
    const { code, stdout, stderr } = await runProgram(
      ['--json', '--recipe', 'seed', '--seed', '5'],
      {
        onOutput: (_, child) => child.kill('SIGTERM'),
      },
    )
    expect(code).toBe(143)
    const start = JSON.parse(stdout.split('\n')[0]!)
    expect(start).toMatchObject({
      type: 'start',
      recipe: 'seed',
      seed: 5,
      threads: expect.any(Number),
      parameters: 218_058,
      dataset: 'mnist',
      trainSamples: 60_000,
      testSamples: 10_000,
    })
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('handwritten: ended by SIGTERM')
  })

  it('exits with 130 when it is interrupted', async () => {
    const { code } = await runProgram(['--plain'], { onOutput: (_, child) => child.kill('SIGINT') })
    expect(code).toBe(130)
  })

  it('ends quietly when its reader goes away', async () => {
    const { code, stderr } = await runProgram(['--json'], {
      onStart: (child) => child.stdout?.destroy(),
    })
    expect([code, stderr]).toEqual([0, 'loading MNIST\nbuilding the network\n'])
  })

  it('tells in one line that the training thread died, with exit code 1', async () => {
    const preload = fileURLToPath(new URL('../support/preload-dying-worker.cjs', import.meta.url))
    const env = { NODE_OPTIONS: `--require=${JSON.stringify(preload)}` }
    const { code, stderr } = await runProgram(['--plain'], { env })
    expect(code).toBe(1)
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(
      'handwritten: the training thread died: Error: the machine is on fire',
    )
  })
})
