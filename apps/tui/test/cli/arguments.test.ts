import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/cli/usage-error'
import { chooseMode } from '../../src/tasks/train/output-mode'
import { parseArguments } from '../support/parse-arguments'

async function usageError(...args: string[]): Promise<string> {
  try {
    await parseArguments(args)
  } catch (error) {
    if (error instanceof UsageError) return error.message
  }
  throw new Error(`${args.join(' ')} was accepted`)
}

describe('the command line', () => {
  it('leaves settings that are not given to the recipe', async () => {
    expect(await parseArguments([])).toEqual({ request: { options: {} } })
  })

  it('parses every option of train, with or without the name of the command', async () => {
    const args =
      '--recipe seed --epochs 3 --batch-size 32 --lr 1e-2 --seed 0 --threads 2 --data-dir d ' +
      '--dataset fashion --limit 9 --until 98% --save s --resume --log l'
    const expected = {
      options: {
        recipe: 'seed',
        epochs: 3,
        batchSize: 32,
        learningRate: 0.01,
        seed: 0,
        threads: 2,
        dataDir: 'd',
        dataset: 'fashion',
        limit: 9,
        until: 0.98,
        save: 's',
        resume: true,
      },
      mode: 'plain',
      charset: 'ascii',
      log: 'l',
    }
    const all = [...args.split(' '), '--plain', '--charset=ascii']
    for (const given of [all, ['train', ...all]])
      expect(await parseArguments(given)).toEqual({ request: expected })
  })

  it('prints the version, and help that lists every option', async () => {
    expect(await parseArguments(['--version'], '1.2.3')).toEqual({ text: '1.2.3\n' })
    const flags =
      'recipe epochs batch-size lr seed threads data-dir dataset limit until config save resume ' +
      'log plain json charset help'
    for (const args of [['--help'], ['train', '--help'], ['help', 'train'], ['--lr', '1', '-h']])
      for (const flag of flags.split(' '))
        expect(await parseArguments(args)).toMatchObject({
          text: expect.stringContaining(`--${flag} `),
        })
  })

  it.each([
    ['--epochs', '-3'],
    ['--epochs', '0'],
    ['--epochs', '1.5'],
    ['--epochs', ''],
    ['--epochs', '0x10'],
    ['--batch-size', '0'],
    ['--batch-size', '12a'],
    ['--lr', 'NaN'],
    ['--lr', '-0.1'],
    ['--lr', '0'],
    ['--lr', '1e999'],
    ['--lr', 'Infinity'],
    ['--seed', '-1'],
    ['--seed', '4294967296'],
    ['--threads', '0'],
    ['--data-dir', ''],
    ['--recipe', 'slow'],
    ['--charset', 'emoji'],
    ['--dataset', 'cifar'],
    ['--limit', '0'],
    ['--until', '98'],
    ['--until', '0%'],
    ['--until', '101%'],
    ['--until', '%'],
    ['--save', ' '],
    ['--log', ''],
  ])('rejects %s %s with a one-line message', async (flag, value) => {
    const message = await usageError(flag, value)
    expect(message).toContain(flag)
    expect(message).toContain(`'${value}'`)
    expect(message).not.toContain('\n')
  })

  it('rejects unknown commands and options, and suggests similar ones', async () => {
    expect(await usageError('--epoch', '3')).toBe(
      "unknown option '--epoch' (Did you mean --epochs?) (see handwritten --help)",
    )
    expect(await usageError('fly')).toContain("unknown command 'fly'")
    expect(await usageError('trian')).toContain('Did you mean train?')
    expect(await usageError('help', 'fly')).toContain("unknown command 'fly'")
    expect(await usageError('evaluate')).toBe(
      'missing option --model <path>: a folder of train --save, or a .safetensors file (see handwritten evaluate --help)',
    )
    expect(await usageError('--json=true')).toContain("option '--json' takes no value")
    expect(await usageError('export', '--model', 'a')).toContain(
      'at least one of --onnx, --safetensors or --module',
    )
    expect(await usageError('train', 'fast')).toContain('too many arguments')
    expect(await usageError('--lr')).toContain('argument missing')
  })

  it('rejects --resume without --save', async () => {
    expect(await usageError('--resume')).toContain('--resume needs --save')
  })

  it('rejects --plain with --json', async () => {
    expect(await usageError('--plain', '--json')).toContain('cannot be used with')
  })
})

describe('chooseMode', () => {
  const terminal = { isTTY: true, environment: { TERM: 'xterm' } }

  it('is the dashboard on an interactive terminal only', () => {
    expect(chooseMode(undefined, terminal)).toBe('dashboard')
    expect(chooseMode(undefined, { ...terminal, isTTY: false })).toBe('plain')
    expect(chooseMode(undefined, { ...terminal, environment: { TERM: 'dumb' } })).toBe('plain')
    expect(chooseMode(undefined, { ...terminal, environment: { CI: 'true' } })).toBe('plain')
    expect(chooseMode(undefined, { ...terminal, environment: { CI: 'false' } })).toBe('dashboard')
  })

  it('is the mode of the command line if there is one', () => {
    expect([chooseMode('json', terminal), chooseMode('plain', terminal)]).toEqual(['json', 'plain'])
  })
})
