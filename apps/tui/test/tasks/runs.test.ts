import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/tasks/runs'
import { wholeRun } from '../support/events'
import { gatheredOutput } from '../support/gathered-output'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
const log = wholeRun
  .filter(({ type }) => ['start', 'epoch', 'end'].includes(type))
  .map((event) => `${JSON.stringify(event)}\n`)
  .join('')
for (const name of ['a', 'b']) {
  mkdirSync(join(folder, name))
  writeFileSync(join(folder, name, 'log.jsonl'), log)
}
const several = join(folder, 'several.log')
writeFileSync(several, log.repeat(7))

async function told(...paths: string[]): Promise<{ code: number; lines: string[] }> {
  const output = gatheredOutput()
  const { exitCode } = await run({ paths, compare: false, json: true }, { output })
  return { code: exitCode, lines: output.text.out.trimEnd().split('\n') }
}

describe('runs', () => {
  it('finds the runs in folders and in logs of several', async () => {
    const { code, lines } = await told(folder, several)
    expect(code).toBe(0)
    const found = lines.map((line) => JSON.parse(line))
    expect(found.map(({ name }) => name).sort()).toEqual(
      ['a', 'b', ...Array.from({ length: 7 }, (_, index) => `several.log ${index + 1}`)].sort(),
    )
    expect(found[0]).toMatchObject({
      ...{ type: 'run', recipe: 'seed', epochsDone: 3, ending: 'completed' },
      ...{ testAccuracy: 0.93, bestTestAccuracy: 0.93 },
    })
  })

  it('tells where there is none, which path is not there, and what is too much to compare', async () => {
    await expect(told(join(folder, 'c'))).rejects.toThrow('c cannot be read: there is no such file')
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    await expect(told(empty)).rejects.toThrow(/there is no log of a run in .*empty; keep runs with/)
    const compared = run(
      { paths: [several], compare: true, json: false },
      { output: gatheredOutput() },
    )
    await expect(compared).rejects.toThrow('there are 7 runs, and at most 6 are compared')
  })
})
