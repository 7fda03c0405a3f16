import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runProgram } from './support/program'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const examples = [...readme.matchAll(/```console\n\$ handwritten (.*)\n([^`]*)```/g)].map(
  (match) => ({
    args: match[1]!.split(' '),
    printed: match[2]!,
  }),
)

describe('README.md', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(2)
  })

  it.each(examples)('prints what it says for $args', async ({ args, printed }) => {
    const { stdout, stderr } = await runProgram(args)
    expect(stdout + stderr).toBe(printed)
  })
})
