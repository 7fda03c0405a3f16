import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startTurbo } from '../../src/turbo/turbo'
import { runProgram } from '../support/program'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
const node = '24.11.0'
const arch = 'x64'

/** A program that stands for the sample; `isWide` is true in the run with the flag. */
function program(name: string, body: string): URL {
  const path = join(folder, `${name}.mjs`)
  writeFileSync(path, `const isWide = process.execArgv.join().includes('revec')\n${body}`)
  return pathToFileURL(path)
}

const digest = 'ab'.repeat(32)

describe('startTurbo', () => {
  it('is on where the sample computes the same with and without', async () => {
    const same = program('same', `console.log('${digest}')`)
    const turbo = await startTurbo(same, { node, arch })
    expect(turbo).toEqual({ isOn: true, word: expect.stringMatching(/^turbo: 256-bit/) })
  })

  it('tries the older name of the flag where the newer one is unknown', async () => {
    const old = program(
      'old',
      `if (process.execArgv.includes('--wasm-revectorize')) process.exit(9)
if (isWide && !process.execArgv.includes('--experimental-wasm-revectorize')) process.exit(1)
console.log('${digest}')`,
    )
    expect(await startTurbo(old, { node, arch })).toMatchObject({ isOn: true })
  })

  it.each([
    ['differs', `console.log(isWide ? '${digest}' : '${digest.replace('a', 'b')}')`, /differ/],
    ['crashes', `if (isWide) process.abort()\nconsole.log('${digest}')`, /it ended with SIGABRT/],
    ['fails', `if (isWide) process.exit(9)\nconsole.log('${digest}')`, /it ended with 9/],
    ['is silent', '', /printed no digest/],
  ])('is off, with a word, where the sample %s', async (name, body, why) => {
    const turbo = await startTurbo(program(name.replace(' ', '-'), body), { node, arch })
    expect(turbo.isOn).toBe(false)
    expect(turbo.word).toMatch(why)
    expect(turbo.word).toMatch(/^turbo is off: .*; training goes on without$/)
  })

  it.each([
    [{ node: '22.20.0', arch }, /needs Node 24 or newer, this is 22\.20\.0/],
    [{ node, arch: 'arm64' }, /x64 kind, this is arm64/],
  ])('is off where it has no effect: %o', async (options, why) => {
    const turbo = await startTurbo(program('unused', 'process.exit(1)'), options)
    expect(turbo).toEqual({ isOn: false, word: expect.stringMatching(why) })
  })
})

describe('handwritten train --turbo', () => {
  it('learns the same to the last digit, on the other engine', async () => {
    const args = ['train', '--json', '--recipe', 'seed', '--epochs', '1', '--limit', '2000']
    const runs = [await runProgram(args), await runProgram([...args, '--turbo'])]
    const [plain, fast] = runs.map(({ stdout }) =>
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    )
    const learned = (events: typeof plain) =>
      events!.map(({ trainLoss, testLoss, testAccuracy }) => [trainLoss, testLoss, testAccuracy])
    expect(learned(fast)).toEqual(learned(plain))
    expect(runs[1]!.stderr).toMatch(/^turbo(:| is off:) /m)
  })
})
