import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseArguments } from '../support/parse-arguments'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
const file = join(folder, 'run.json')

function parse(content: unknown, ...args: string[]) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return parseArguments(['train', '--config', file, ...args])
}

describe('--config', () => {
  it('sets options by the names of their flags', async () => {
    const content = { recipe: 'seed', batchSize: 32, lr: 0.5, until: '98%', json: true, log: 'l' }
    expect(await parse(content)).toEqual({
      request: {
        options: { recipe: 'seed', batchSize: 32, learningRate: 0.5, until: 0.98 },
        ...{ mode: 'json', log: 'l' },
      },
    })
    expect(await parse({ plain: false, resume: false })).toEqual({ request: { options: {} } })
  })

  it('yields to options on the command line', async () => {
    const content = { recipe: 'seed', epochs: 2, json: true }
    expect(await parse(content, '--epochs', '7', '--plain')).toEqual({
      request: { options: { recipe: 'seed', epochs: 7 }, mode: 'plain' },
    })
  })

  it.each([
    [{ epoch: 3 }, "unknown key 'epoch'; expected one of recipe, epochs, batchSize, "],
    [{ 'batch-size': 3 }, "unknown key 'batch-size'"],
    ['{"__proto__": {"epochs": 3}}', "unknown key '__proto__'"],
    [{ constructor: 1 }, "unknown key 'constructor'"],
    [{ config: 'other.json' }, "unknown key 'config'"],
    [{ help: true }, "unknown key 'help'"],
    [{ epochs: 0 }, 'epochs: 0 is invalid. Expected an integer from 1'],
    [{ epochs: '3; rm' }, "epochs: '3; rm' is invalid"],
    [{ lr: [0.1] }, 'lr: expected a number or a string, found [0.1]'],
    [{ lr: null }, 'lr: expected a number or a string, found null'],
    [
      { recipe: 'slow' },
      "recipe: 'slow' is invalid. Allowed choices are seed, fast, augmented, best, conv.",
    ],
    [{ plain: 'yes' }, "plain: expected true or false, found 'yes'"],
    [{ plain: true, json: true }, 'sets both plain and json'],
    [{ resume: true }, '--resume needs --save'],
    [[], 'expected an object of options'],
    ['null', 'expected an object of options'],
    ['{"epochs": 3,}', 'is not JSON: '],
    ['', 'is not JSON: '],
    [' '.repeat(200_000), 'expected a configuration of at most 100000 bytes, found 200000 bytes'],
  ])('rejects %j', async (content, message) => {
    await expect(parse(content)).rejects.toThrow(message)
  })

  it('names a file that cannot be read', async () => {
    const config = (path: string) => parseArguments(['--config', path])
    await expect(config(join(folder, 'none'))).rejects.toThrow(
      /none cannot be read: there is no such file/,
    )
    await expect(config(folder)).rejects.toThrow('expected a file, found a folder')
  })
})
