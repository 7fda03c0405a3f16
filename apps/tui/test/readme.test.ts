import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runProgram } from './support/program'
import { temporaryFolder } from './support/temporary-folder'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const examples = [...readme.matchAll(/```console\n\$ handwritten (.*)\n([^`]*)```/g)].map(
  (match) => ({
    args: match[1]!.split(' '),
    printed: match[2]!,
  }),
)

// The examples follow on each other, in one folder with two pictures.
const folder = temporaryFolder()
for (const name of ['7.png', '2.png'])
  copyFileSync(new URL(`fixtures/${name}`, import.meta.url), join(folder, name))

/** The text without what differs from machine to machine: times and threads. */
function withoutTimes(text: string): string {
  return text
    .replaceAll(/\d+\.\d s {2}[\d,]+ samples\/s/g, 'T s  N samples/s')
    .replaceAll(/(steps, )\d+:\d\d/g, '$1T')
    .replaceAll(/\d+ threads?/g, 'N threads')
    .replaceAll(/^s\/epoch .*/gm, 's/epoch T')
    .replaceAll(/ +\d+\.\d {2}(completed|open)/g, '  T  $1')
    .replaceAll(/"(seconds|samplesPerSecond|threads)":[\d.]+/g, '"$1":T')
}

describe('README.md', () => {
  it('has examples of every command', () => {
    const commands = examples.map(({ args }) => args[0])
    expect(commands).toEqual(
      expect.arrayContaining(['train', 'predict', 'evaluate', 'export', 'runs', 'sweep']),
    )
  })

  it.each(examples)('prints what it says for $args', async ({ args, printed }) => {
    const { stdout, stderr } = await runProgram(args, { cwd: folder })
    expect(withoutTimes(stdout || stderr)).toBe(withoutTimes(printed))
  })
})
