import { describe, expect, it } from 'vitest'
import { parseArguments } from '../../src/cli/arguments'
import { chooseMode } from '../../src/cli/output-mode'
import { UsageError } from '../../src/cli/usage-error'

function usageError(...args: string[]): string {
  try {
    parseArguments(args, '1.2.3')
  } catch (error) {
    if (error instanceof UsageError) return error.message
  }
  throw new Error(`${args.join(' ')} was accepted`)
}

describe('parseArguments', () => {
  it('leaves to the recipe what is not given', () => {
    expect(parseArguments([], '1.2.3')).toEqual({ kind: 'train', options: {} })
  })

  it('reads every option, with the command named or not', () => {
    const args =
      '--recipe seed --epochs 3 --batch-size 32 --lr 1e-2 --seed 0 --threads 2 --data-dir d ' +
      '--dataset fashion --limit 9 --until 98% --save s --resume --log l'
    const expected = {
      kind: 'train',
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
      expect(parseArguments(given, '1.2.3')).toEqual(expected)
  })

  it('prints its version, and help that names every flag', () => {
    expect(parseArguments(['--version'], '1.2.3')).toEqual({ kind: 'print', text: '1.2.3\n' })
    const flags =
      'recipe epochs batch-size lr seed threads data-dir dataset limit until config save resume ' +
      'log plain json charset help'
    for (const args of [['--help'], ['train', '--help'], ['help', 'train'], ['--lr', '1', '-h']])
      for (const flag of flags.split(' '))
        expect(parseArguments(args, '1.2.3')).toMatchObject({
          kind: 'print',
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
  ])('does not accept %s %s, and says so in one line', (flag, value) => {
    const message = usageError(flag, value)
    expect(message).toContain(flag)
    expect(message).toContain(`'${value}'`)
    expect(message).not.toContain('\n')
  })

  it('does not accept what it does not know', () => {
    expect(usageError('--epoch', '3')).toBe(
      "unknown option '--epoch' (Did you mean --epochs?) (handwritten --help tells more)",
    )
    expect(usageError('fly')).toContain("unknown command 'fly'")
    expect(usageError('trian')).toContain('Did you mean train?')
    expect(usageError('help', 'fly')).toContain("unknown command 'fly'")
    expect(usageError('evaluate')).toBe(
      '--model <path> is needed: folder of train --save, or a .safetensors file (handwritten evaluate --help tells more)',
    )
    expect(usageError('--json=true')).toContain("option '--json' takes no value")
    expect(usageError('export', '--model', 'a')).toContain('Give --onnx, --safetensors or --module')
    expect(usageError('train', 'fast')).toContain('too many arguments')
    expect(usageError('--lr')).toContain('argument missing')
  })

  it('goes on only with a run that is named', () => {
    expect(usageError('--resume')).toContain('--resume needs --save')
  })

  it('does not accept two modes at once', () => {
    expect(usageError('--plain', '--json')).toContain('cannot be used with')
  })
})

describe('chooseMode', () => {
  const terminal = { isTTY: true, environment: { TERM: 'xterm' } }

  it('takes the whole screen where there is one, and somebody at it', () => {
    expect(chooseMode(undefined, terminal)).toBe('dashboard')
    expect(chooseMode(undefined, { ...terminal, isTTY: false })).toBe('plain')
    expect(chooseMode(undefined, { ...terminal, environment: { TERM: 'dumb' } })).toBe('plain')
    expect(chooseMode(undefined, { ...terminal, environment: { CI: 'true' } })).toBe('plain')
    expect(chooseMode(undefined, { ...terminal, environment: { CI: 'false' } })).toBe('dashboard')
  })

  it('does as it is asked', () => {
    expect([chooseMode('json', terminal), chooseMode('plain', terminal)]).toEqual(['json', 'plain'])
  })
})
