import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { patience } from '../support/patience'
import { program } from '../support/program'
import { PseudoTerminal } from '../support/pseudo-terminal'
import { quoted } from '../support/quoted'
import { temporaryFolder } from '../support/temporary-folder'

const terminals: PseudoTerminal[] = []
afterEach(async () => {
  await Promise.all(terminals.splice(0).map((terminal) => terminal.close()))
})

const folder = temporaryFolder()

const train = `${quoted(process.execPath)} ${quoted(program)} --recipe seed --threads 1`

/** The trainer in a shell that prints its process id first. */
const withPid = `sh -c ${quoted(`echo "pid $$"; exec ${train}`)}`

function open(command: string, env: Record<string, string> = {}): PseudoTerminal {
  const terminal = new PseudoTerminal(command, { columns: 80, rows: 24, env })
  terminals.push(terminal)
  return terminal
}

/** The trainer between two looks at the terminal's settings. */
const between = (command: string): string =>
  `echo "mode $(stty -g)"; ${command}; echo "code $?"; echo "mode $(stty -g)"`

const shows = (terminal: PseudoTerminal, text: string) =>
  vi.waitFor(async () => expect((await terminal.screen()).join('\n')).toContain(text), {
    timeout: patience,
    interval: 50,
  })

/** Whether the terminal has been asked to report its mouse, and not yet to stop that. */
const reportsMouse = ({ output }: PseudoTerminal): boolean =>
  output.lastIndexOf('\u001b[?1002h') > output.lastIndexOf('\u001b[?1002l')

/** What is left on the terminal when the program has given it back. */
async function after(terminal: PseudoTerminal) {
  await terminal.ended
  const screen = (await terminal.screen()).join('\n')
  const modes = [...screen.matchAll(/mode (\S+)/g)].map((match) => match[1])
  const { output } = terminal
  return {
    screen,
    code: Number(/code (\d+)/.exec(screen)?.[1]),
    isRestored:
      !(await terminal.isCovered()) &&
      modes.length === 2 &&
      modes[0] === modes[1] &&
      output.lastIndexOf('\u001b[?25h') > output.lastIndexOf('\u001b[?25l'),
  }
}

describe('on a terminal', () => {
  it('says what it waits for, shows the training on a screen of its own, and leaves on q', async () => {
    const terminal = open(between(train))
    await shows(terminal, 'training epoch 1/10')
    expect(terminal.output).toMatch(/handwritten: starting.*loading MNIST/s)
    await shows(terminal, 'step loss')
    const screen = await terminal.screen()
    expect(await terminal.isCovered()).toBe(true)
    expect(screen[0]).toMatch(/^1 Train 2 Digits/)
    expect(screen.at(-1)).toBe('')
    terminal.type('qq')
    const end = await after(terminal)
    expect(end).toMatchObject({ code: 0, isRestored: true })
    expect(end.screen).toContain('handwritten: seed recipe, seed 1, left early: 0 of 10 epochs')
  })

  it('leaves at once on Ctrl-C, with exit code 130', async () => {
    const terminal = open(between(train))
    await shows(terminal, 'training epoch 1')
    terminal.type('\u0003')
    expect(await after(terminal)).toMatchObject({ code: 130, isRestored: true })
  })

  it('saves a run with a folder on Ctrl-C, and prints the folder once', async () => {
    const save = join(folder, 'run')
    const terminal = open(between(`${train} --save ${quoted(save)}`))
    await shows(terminal, 'training epoch 1')
    terminal.type('\u0003')
    const end = await after(terminal)
    expect(end).toMatchObject({ code: 130, isRestored: true })
    expect(end.screen.replaceAll('\n', '')).toMatch(
      /handwritten: interrupted; saved at step \d+; resume with --save .*run --resume/,
    )
    expect(end.screen.replaceAll('\n', '').split(save)).toHaveLength(2)
    expect(existsSync(join(save, 'checkpoint.safetensors'))).toBe(true)
  })

  it('saves a run that is kept since a key was pressed once more on Ctrl-C', async () => {
    const here = join(folder, 'kept')
    mkdirSync(here)
    const terminal = open(between(`cd ${quoted(here)} && ${train}`))
    await shows(terminal, 'training epoch 1')
    terminal.type('c')
    const runs = join(here, 'runs')
    const kept = () => readdirSync(runs).flatMap((run) => readdirSync(join(runs, run)))
    await vi.waitFor(() => expect(kept()).toContain('log.jsonl'), { timeout: patience })
    terminal.type('\u0003')
    const end = await after(terminal)
    expect(end).toMatchObject({ code: 130, isRestored: true })
    expect(end.screen.replaceAll('\n', '')).toMatch(
      /handwritten: interrupted; saved at step \d+; resume with --save runs\/seed-seed-1-[-\d]+ --resume/,
    )
  })

  it.each([
    ['SIGINT', 130],
    ['SIGHUP', 129],
    ['SIGTERM', 143],
  ] as const)('gives terminal and mouse back when it is ended by %s', async (signal, code) => {
    const terminal = open(between(withPid))
    await shows(terminal, 'training epoch 1')
    terminal.type('5')
    await shows(terminal, 'draw here')
    terminal.type('\u001b[<0;12;8M\u001b[<32;12;14M\u001b[<0;12;14m')
    await shows(terminal, 'Predicted as')
    process.kill(Number(/pid (\d+)/.exec(terminal.output)![1]), signal)
    const end = await after(terminal)
    expect(end).toMatchObject({ code, isRestored: true })
    expect(end.screen).toContain(`handwritten: ended by ${signal}`)
    expect(reportsMouse(terminal)).toBe(false)
  })

  it('ends when its terminal is closed', async () => {
    const terminal = open(withPid)
    await shows(terminal, 'training epoch 1')
    const pid = Number(/pid (\d+)/.exec(terminal.output)![1])
    await terminal.close()
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), {
      timeout: patience,
      interval: 50,
    })
  })

  it('saves the run before it leaves, where that is asked for', async () => {
    const terminal = open(between(`cd ${quoted(folder)} && ${train}`))
    await shows(terminal, 'training epoch 1')
    terminal.type('q')
    await shows(terminal, 'Leave this run?')
    terminal.type('s')
    const end = await after(terminal)
    expect(end).toMatchObject({ code: 0, isRestored: true })
    expect(end.screen).toMatch(/saved in runs\/seed-seed-1-[-\d]+ at step/)
    const [kept] = readdirSync(join(folder, 'runs'))
    expect(readdirSync(join(folder, 'runs', kept!)).sort()).toEqual([
      ...['checkpoint.safetensors', 'log.jsonl'],
    ])
  })

  it('gives the terminal back with one clear line when the training thread dies', async () => {
    const preload = fileURLToPath(new URL('../support/preload-dying-worker.cjs', import.meta.url))
    const end = await after(
      open(between(train), { NODE_OPTIONS: `--require=${JSON.stringify(preload)}` }),
    )
    expect(end).toMatchObject({ code: 1, isRestored: true })
    expect(end.screen).toContain(
      'handwritten: the training thread died: Error: the machine is on fire',
    )
    expect(end.screen).not.toMatch(/^\s+at /m)
  })

  it('gives the terminal back with one clear line when the program itself goes wrong', async () => {
    const preload = fileURLToPath(new URL('../support/preload-crashing-main.cjs', import.meta.url))
    const end = await after(
      open(between(train), { NODE_OPTIONS: `--require=${JSON.stringify(preload)}` }),
    )
    expect(end).toMatchObject({ code: 1, isRestored: true })
    expect(end.screen).toContain('handwritten: Error: the screen is on fire')
    expect(end.screen).not.toMatch(/^\s+at /m)
  })

  it('leaves by itself at the end of the run where nobody can press a key', async () => {
    const quick = `${train} --limit 600 --batch-size 50 --epochs 1 < /dev/null`
    const end = await after(open(between(quick)))
    expect(end).toMatchObject({ code: 0, isRestored: true })
    expect(end.screen).toContain('completed: 1 of 1 epochs, 12 steps')
  })

  it('gives the terminal back with one clear line where there is no data', async () => {
    const end = await after(open(between(`${train} --data-dir /nowhere/at/all`)))
    expect(end).toMatchObject({ code: 1, isRestored: true })
    expect(end.screen).toMatch(/^handwritten: .*\/nowhere\/at\/all/m)
  })

  it('fits itself to the window whenever that changes', async () => {
    const terminal = open(train)
    await shows(terminal, 'training epoch 1')
    for (const [columns, rows] of [
      [120, 40],
      [40, 12],
      [30, 8],
      [80, 24],
    ] as const) {
      terminal.resize(columns, rows)
      const expected = columns < 40 ? `${columns}x${rows}` : '? help'
      await vi.waitFor(
        async () => {
          const screen = await terminal.screen()
          expect(screen.slice(0, -1).join('\n')).toContain(expected)
          expect(screen.filter((line) => line.includes('1 Train'))).toHaveLength(
            columns < 40 ? 0 : 1,
          )
          expect(screen.at(-1)).toBe('')
        },
        { timeout: patience },
      )
    }
    terminal.type('qq')
    await terminal.ended
  })

  it('stops on Ctrl-Z with the terminal given back, and goes on in the foreground', async () => {
    const terminal = open(`set -m; ${train}; echo "stopped"; read key; fg; echo "code $?"`)
    await shows(terminal, 'training epoch 1')
    terminal.type('5')
    await shows(terminal, 'draw here')
    terminal.type('\u001a')
    await shows(terminal, 'stopped')
    expect([await terminal.isCovered(), reportsMouse(terminal)]).toEqual([false, false])
    terminal.type('\n')
    await shows(terminal, 'draw here')
    expect(await terminal.isCovered()).toBe(true)
    await vi.waitFor(() => expect(reportsMouse(terminal)).toBe(true), { timeout: patience })
    terminal.type('1')
    await shows(terminal, 'training epoch 1')
    terminal.type('qq')
    expect((await after(terminal)).code).toBe(0)
  })
})
