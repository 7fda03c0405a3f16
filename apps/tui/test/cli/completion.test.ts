import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { run as printScript, type Shell } from '../../src/cli/completion/print-script'
import { gatheredOutput } from '../support/gathered-output'
import { parseArguments } from '../support/parse-arguments'
import { patience } from '../support/patience'
import { PseudoTerminal } from '../support/pseudo-terminal'
import { quoted } from '../support/quoted'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
mkdirSync(join(folder, 'my runs'))
writeFileSync(join(folder, 'seven.png'), '')

const shells = [
  { name: 'bash', start: 'bash --norc --noprofile -i' },
  { name: 'zsh', start: 'zsh -f -i' },
  { name: 'fish', start: 'fish --no-config' },
] as const

const isInstalled = (name: string): boolean =>
  spawnSync(name, ['-c', 'exit 0'], { stdio: 'ignore' }).status === 0

async function scriptOf(shell: Shell): Promise<string> {
  const parsed = await parseArguments(['completion', shell])
  const output = gatheredOutput()
  printScript((parsed as { request: Parameters<typeof printScript>[0] }).request, { output })
  return output.text.out
}

const terminals: PseudoTerminal[] = []
afterEach(async () => {
  await Promise.all(terminals.splice(0).map((terminal) => terminal.close()))
})

/** A shell at work in the folder, with the completion loaded. */
async function open(name: Shell, start: string): Promise<PseudoTerminal> {
  const file = join(folder, `completion.${name}`)
  writeFileSync(file, await scriptOf(name))
  const env = { HOME: folder, PS1: '$ ', XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder }
  const terminal = new PseudoTerminal(`cd ${quoted(folder)} && ${start}`, {
    columns: 100,
    rows: 40,
    env,
  })
  terminals.push(terminal)
  const prepare = name === 'zsh' ? 'autoload -U compinit; compinit -u -D; ' : ''
  terminal.type(`${prepare}source ${quoted(file)}; echo read''y\n`)
  await shows(terminal, /^ready$/m)
  return terminal
}

const shows = (terminal: PseudoTerminal, text: RegExp) =>
  vi.waitFor(async () => expect((await terminal.screen()).join('\n')).toMatch(text), {
    timeout: patience,
    interval: 50,
  })

describe.each(shells)('completion in $name', ({ name, start }) => {
  it.runIf(isInstalled(name))('completes commands, options, values and paths', async () => {
    const terminal = await open(name, start)
    for (const [typed, completed] of [
      ['handwritten pre', /handwritten predict/],
      ['handwritten train --rec', /handwritten train --recipe/],
      ['handwritten --recipe se', /handwritten --recipe seed/],
      ['handwritten evaluate --dataset fa', /handwritten evaluate --dataset fashion/],
      ['handwritten export --on', /handwritten export --onnx/],
      ['handwritten train --save my', /handwritten train --save ['"]?my\\? runs/],
      ['handwritten predict sev', /handwritten predict seven\.png/],
      ['handwritten completion zs', /handwritten completion zsh/],
    ] as const) {
      terminal.type(`${typed}\t`)
      await shows(terminal, completed)
      terminal.type('\u0015')
    }
  })
})

it('every command and option is completed in every shell', async () => {
  for (const { name } of shells) {
    const script = await scriptOf(name)
    for (const command of 'train predict evaluate export runs sweep bench completion'.split(' '))
      expect(script).toContain(command)
    for (const option of 'recipe until model onnx seeds rounds charset json'.split(' '))
      expect(script).toMatch(new RegExp(`(--|-l )${option}`))
  }
})
