import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseArguments } from '../../src/cli/arguments'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
const file = join(folder, 'run.json')

function parse(content: unknown, ...args: string[]) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return parseArguments(['train', '--config', file, ...args], '1.2.3')
}

describe('--config', () => {
  it('gives options by the names of their flags', () => {
    const content = { recipe: 'seed', batchSize: 32, lr: 0.5, until: '98%', json: true, log: 'l' }
    expect(parse(content)).toEqual({
      kind: 'train',
      options: { recipe: 'seed', batchSize: 32, learningRate: 0.5, until: 0.98 },
      ...{ mode: 'json', log: 'l' },
    })
    expect(parse({ plain: false, resume: false })).toEqual({ kind: 'train', options: {} })
  })

  it('gives way to the command line', () => {
    const content = { recipe: 'seed', epochs: 2, json: true }
    expect(parse(content, '--epochs', '7', '--plain')).toEqual({
      ...{ kind: 'train', options: { recipe: 'seed', epochs: 7 } },
      mode: 'plain',
    })
  })

  it.each([
    [{ epoch: 3 }, "unknown key 'epoch'; there are recipe, epochs, batchSize, "],
    [{ 'batch-size': 3 }, "unknown key 'batch-size'"],
    ['{"__proto__": {"epochs": 3}}', "unknown key '__proto__'"],
    [{ constructor: 1 }, "unknown key 'constructor'"],
    [{ config: 'other.json' }, "unknown key 'config'"],
    [{ help: true }, "unknown key 'help'"],
    [{ epochs: 0 }, 'epochs: 0 is invalid. Give a whole number from 1'],
    [{ epochs: '3; rm' }, 'epochs: "3; rm" is invalid'],
    [{ lr: [0.1] }, 'lr: expected a number or a text, found [0.1]'],
    [{ lr: null }, 'lr: expected a number or a text, found null'],
    [
      { recipe: 'slow' },
      'recipe: "slow" is invalid. Allowed choices are seed, fast, augmented, best.',
    ],
    [{ plain: 'yes' }, 'plain: expected true or false, found "yes"'],
    [{ plain: true, json: true }, 'plain and json at once'],
    [{ resume: true }, '--resume needs --save'],
    [[], 'expected an object of options'],
    ['null', 'expected an object of options'],
    ['{"epochs": 3,}', 'is not JSON: '],
    ['', 'is not JSON: '],
    [' '.repeat(200_000), 'expected a configuration, found 200000 bytes'],
  ])('does not take %j', (content, message) => {
    expect(() => parse(content)).toThrow(message)
  })

  it('names a file that cannot be read', () => {
    const config = (path: string) => parseArguments(['--config', path], '1.2.3')
    expect(() => config(join(folder, 'none'))).toThrow(/none cannot be read: there is no such file/)
    expect(() => config(folder)).toThrow('cannot be read: it is a folder')
  })
})
