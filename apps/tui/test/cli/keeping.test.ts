import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { program, type RunOptions, runProgram } from '../support/program'
import { quoted } from '../support/quoted'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
const quick = ['--limit', '3000', '--epochs', '3', '--batch-size', '20', '--lr', '0.05']
const run = ['--json', '--threads', '1', ...quick]

const recordsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

const figuresOf = (text: string) =>
  recordsOf(text)
    .filter(({ type }) => type === 'epoch' || type === 'end')
    .map(({ seconds: _, samplesPerSecond: __, ...rest }) => rest)

const whole = runProgram(run).then(({ stdout }) => figuresOf(stdout))

/** Sends a signal once, as soon as the run has told that `epochs` are done. */
const endingBy = (signal: NodeJS.Signals, epochs: number): RunOptions => {
  let isSent = false
  return {
    onOutput: (stdout, child) => {
      if (isSent || stdout.split('\n').length <= epochs + 1) return
      isSent = true
      setTimeout(() => child.kill(signal), 30)
    },
  }
}

describe('a run that is kept', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('is saved at %s', async (signal, code) => {
    const save = join(folder, signal)
    const { code: found, stderr } = await runProgram([...run, '--save', save], endingBy(signal, 0))
    expect(found).toBe(code)
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
      new RegExp(
        `^handwritten: ended by ${signal}; saved at step [\\d,]+; resume with --save \\S+ --resume$`,
      ),
    )
    expect(existsSync(join(save, 'checkpoint.safetensors'))).toBe(true)
  })

  it('is saved at SIGTERM, and goes on as if never stopped', async () => {
    const save = join(folder, 'SIGTERM')
    const first = await runProgram([...run, '--save', save], endingBy('SIGTERM', 1))
    expect(first.code).toBe(143)
    const begun = figuresOf(first.stdout)
    expect(begun.at(-1)).toMatchObject({ type: 'end', reason: 'stopped' })
    const rest = await runProgram([...run, '--save', save, '--resume'])
    expect(rest.code).toBe(0)
    expect([...begun.slice(0, -1), ...figuresOf(rest.stdout)]).toEqual(await whole)
    expect(recordsOf(rest.stdout)[0].stepsBefore).toBe(begun.at(-1).steps)
  })

  it('goes on from its last checkpoint after it was killed, to the same end', async () => {
    const save = join(folder, 'killed')
    const first = await runProgram([...run, '--save', save], endingBy('SIGKILL', 2))
    expect(first.code).toBeNull()
    const { code, stdout } = await runProgram([...run, '--save', save, '--resume'])
    expect(code).toBe(0)
    const rest = figuresOf(stdout)
    expect(rest).toEqual((await whole).slice(-rest.length))
    expect(rest.length).toBeLessThan(4)
    const log = readFileSync(join(save, 'log.jsonl'), 'utf8')
    expect(figuresOf(log).slice(-rest.length)).toEqual(rest)
  })

  it('is saved when its reader goes away, quietly', async () => {
    const save = join(folder, 'unread')
    const { code, stderr } = await runProgram([...run, '--save', save], {
      onOutput: (_, child) => child.stdout?.destroy(),
    })
    expect([code, stderr]).toEqual([0, 'loading MNIST\nbuilding the network\n'])
    const { stdout } = await runProgram([...run, '--save', save, '--resume'])
    expect(figuresOf(stdout).at(-1)).toEqual((await whole).at(-1))
  })

  it('ends with its figures, one line and exit code 1 where the disk is full', () => {
    const save = join(folder, 'full')
    // No file may be larger than a hundred kilobytes.
    const command = `ulimit -f 200; ${[process.execPath, program, ...run, '--save', save].map(quoted).join(' ')}; echo "code $?"`
    const told = execFileSync('sh', ['-c', `exec 2>&1; ${command}`], { encoding: 'utf8' })
    expect(told).toContain('"type":"end","reason":"completed"')
    expect(told).toMatch(/handwritten: .*checkpoint\.safetensors cannot be written: .*\ncode 1\n$/)
    expect(told).not.toMatch(/^\s+at /m)
  })

  it('does not begin where it could not be kept', async () => {
    for (const args of [
      ['--save', '/dev/null'],
      ['--log', join(folder, 'no', 'log')],
    ]) {
      const { code, stdout, stderr } = await runProgram([...run, ...args])
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^handwritten: .* cannot be written: /)
    }
  })

  it('rejects --resume for a folder without a run, as invalid use', async () => {
    const save = join(folder, 'none')
    const { code, stderr } = await runProgram(['--save', save, '--resume', '--plain'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^handwritten: no run to resume in .*\n$/)
    expect(existsSync(save)).toBe(false)
  })
})

describe('--until', () => {
  it('ends once the accuracy is reached, and fails where it is not', async () => {
    const [reached, missed] = await Promise.all([
      runProgram([...run, '--until', '80%']),
      runProgram([...run, '--epochs', '1', '--until', '0.999']),
    ])
    expect(reached.code).toBe(0)
    expect(recordsOf(reached.stdout).at(-1)).toMatchObject({ type: 'end', reason: 'reached' })
    expect(missed.code).toBe(1)
    expect(missed.stderr).toMatch(
      /test accuracy \d+\.\d+% after 1 epoch, below the target of 99\.90%/,
    )
  })
})
