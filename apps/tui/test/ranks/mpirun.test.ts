import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asRoot, hasOpenMpi, mpirunArgs, patience, weightsOf } from '../support/mpi'
import { type Ending, program, runProgram } from '../support/program'
import { temporaryFolder } from '../support/temporary-folder'

const isInstalled = hasOpenMpi()
const folder = temporaryFolder()
const quick = ['--limit', '300', '--epochs', '1', '--parts', '4']
const longer = ['--limit', '600', '--epochs', '5', '--parts', '4', '--batch-size', '60']

interface Options {
  readonly env?: Record<string, string>
  /** Called with stdout so far. */
  readonly onOutput?: (stdout: string) => void
}

/** Runs the program on some ranks of this machine, started by mpirun. */
function onRanks(ranks: number, args: readonly string[], options: Options = {}): Promise<Ending> {
  const child = spawn('mpirun', [...mpirunArgs(ranks), process.execPath, program, ...args], {
    env: { ...process.env, ...asRoot, ...options.env },
  })
  const text = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (more: string) => {
      text[name] += more
      options.onOutput?.(text.stdout)
    })
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, ...text }))
  })
}

/** Kills a rank once, in the third epoch, when a checkpoint has been saved; its process id is in the lines of the start. */
function killing(rank: number): (stdout: string) => void {
  let isKilled = false
  return (stdout) => {
    const pid = new RegExp(`rank ${rank}: process (\\d+) on`).exec(stdout)?.[1]
    if (isKilled || pid === undefined || !stdout.includes('epoch 2/')) return
    isKilled = true
    process.kill(Number(pid), 'SIGKILL')
  }
}

const saved = (name: string) => join(folder, name)

describe.skipIf(!isInstalled)('ranks that mpirun started', { timeout: patience }, () => {
  it('end with the weights of one process and its threads, whatever their number', async () => {
    await runProgram(['train', ...quick, '--plain', '--threads', '2', '--save', saved('alone')])
    for (const ranks of [1, 2, 4]) {
      const save = saved(String(ranks))
      const { code, stderr } = await onRanks(ranks, [...quick, '--save', save])
      expect(code, stderr).toBe(0)
      expect(weightsOf(save) === weightsOf(saved('alone')), `${ranks} ranks`).toBe(true)
    }
  })

  it('print plain lines of rank 0 only, and draw no screen on the terminals that they are given', async () => {
    const { stdout } = await onRanks(2, quick)
    expect(stdout).not.toContain('\u001b')
    const lines = stdout.trimEnd().split(/\r?\n/)
    expect(lines[0]).toMatch(/^recipe fast .* wasm, \d+ threads?, 2 ranks, 4 parts$/)
    expect(lines.slice(1, 3).every((line, rank) => line.startsWith(`rank ${rank}: process `))).toBe(
      true,
    )
    expect(lines.slice(3).map((line) => line.split(' ')[0])).toEqual(['epoch', 'completed'])
  })

  it('print JSON lines with ranks and parts', async () => {
    const { stdout } = await onRanks(2, ['--json', ...quick])
    const events = stdout
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => JSON.parse(line))
    expect(events.map(({ type }) => type)).toEqual(['start', 'epoch', 'end'])
    expect(events[0]).toMatchObject({ ranks: 2, parts: 4 })
    expect(events[0].processes).toHaveLength(2)
  })

  it('all end when one is killed; the run resumes on another number of ranks to the same weights', async () => {
    const whole = saved('whole')
    await runProgram(['train', ...longer, '--plain', '--save', whole])
    for (const [victim, ranks] of [
      [1, 1],
      [0, 4],
    ] as const) {
      const save = saved(`killed-${victim}`)
      const { code, stderr } = await onRanks(2, [...longer, '--save', save], {
        onOutput: killing(victim),
      })
      expect(code).toBe(137)
      expect(stderr).toMatch(new RegExp(`rank ${victim} .*exited on\\s+signal 9`))
      const resumed = await onRanks(ranks, ['--save', save, '--resume'])
      expect(resumed.code, resumed.stderr).toBe(0)
      expect(weightsOf(save) === weightsOf(whole), `killed rank ${victim}`).toBe(true)
    }
  })

  it('report an error that one of them has alone, under its number', async () => {
    const notThere = join(folder, 'not-there')
    const rank1 = `if [ $OMPI_COMM_WORLD_RANK = 1 ]; then set -- --data-dir ${notThere}; fi`
    const command = `${rank1}; exec "${process.execPath}" "${program}" --limit 100 --epochs 1 "$@"`
    const args = [...mpirunArgs(2), 'sh', '-c', command]
    const { status, stderr } = spawnSync('mpirun', args, {
      env: { ...process.env, ...asRoot },
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^handwritten: rank 1: .*not-there/m)
  })

  it('refuse parts that cannot be shared, and --ranks', async () => {
    const odd = await onRanks(2, ['--parts', '3', ...quick.slice(0, 4)])
    expect(odd.code).not.toBe(0)
    expect(odd.stderr).toMatch(
      /batches of 3 parts cannot be shared by 2 ranks: expected --parts 2, 4,/,
    )
    const nested = await onRanks(1, ['--ranks', '2'])
    expect(nested.stderr).toMatch(/--ranks starts mpirun by itself/)
  })
})

describe.skipIf(!isInstalled)('train --ranks', { timeout: patience }, () => {
  const started = (
    ranks: number,
    args: readonly string[],
    options: Parameters<typeof runProgram>[1] = {},
  ) => runProgram(['train', '--ranks', String(ranks), ...args], options)

  it('starts mpirun, shows the run, and keeps its log and its checkpoint', async () => {
    const save = saved('started')
    const { code, stdout, stderr } = await started(2, [...quick, '--json', '--save', save])
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout.split('\n')[0]!)).toMatchObject({ type: 'start', ranks: 2, parts: 4 })
    expect(readFileSync(join(save, 'log.jsonl'), 'utf8')).toBe(stdout)
    const alone = saved('started-alone')
    await runProgram(['train', ...quick, '--plain', '--save', alone])
    expect(weightsOf(save) === weightsOf(alone)).toBe(true)
  })

  it('names a rank that is killed, and what was saved', async () => {
    const save = saved('started-killed')
    const kill = killing(1)
    const { code, stderr } = await started(2, [...longer, '--plain', '--save', save], {
      onOutput: (stdout) => kill(stdout),
    })
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /handwritten: rank 1 on \S+ was ended by signal 9 \(Killed\); .*; saved at step \d+; resume with/,
    )
  })

  it('saves all ranks’ run when it is interrupted', async () => {
    const save = saved('interrupted')
    let isSent = false
    const { code, stderr } = await started(2, [...longer, '--plain', '--save', save], {
      onOutput: (stdout, child) => {
        if (isSent || !stdout.includes('epoch 1/')) return
        isSent = true
        child.kill('SIGINT')
      },
    })
    expect(code).toBe(130)
    expect(stderr).toMatch(/ended by SIGINT; saved at step/)
    expect(existsSync(join(save, 'checkpoint.safetensors'))).toBe(true)
  })

  it('passes the error of a rank on', async () => {
    const { code, stderr } = await started(2, ['--parts', '3', '--plain'])
    expect(code).toBe(2)
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^handwritten: batches of 3 parts cannot/)
  })
})
