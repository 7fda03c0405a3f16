import { afterEach, describe, expect, it, vi } from 'vitest'
import { runProgram } from '../../src/commands/program.ts'

/** What is written instead of being shown. */
function capture() {
  const told = { out: '', error: '' }
  const into = (key: keyof typeof told) => (text: unknown) => {
    told[key] += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(into('out'))
  vi.spyOn(process.stderr, 'write').mockImplementation(into('error'))
  vi.spyOn(console, 'error').mockImplementation(into('error'))
  return told
}

afterEach(() => vi.restoreAllMocks())

const run = (...args: string[]) => runProgram(['node', 'bench', ...args])

describe('runProgram', () => {
  it.each(['--budgte', 'nothing', 'epoch --budget 0', 'kernels --budget soon', 'compare'])(
    'exits with 2 for wrong use: %s',
    async (line) => {
      const told = capture()
      expect(await run(...line.split(' '))).toBe(2)
      expect(told.error).not.toBe('')
      expect(told.out).toBe('')
    },
  )

  it('exits with 1 for a result that is none, and says which', async () => {
    const told = capture()
    const file = new URL('../../package.json', import.meta.url).pathname
    expect(await run('readme', file)).toBe(1)
    expect(told.error).toContain('package.json: expected the result of `bench epoch --json`')
  })

  it('exits with 1 for a result that is not there', async () => {
    const told = capture()
    expect(await run('readme', 'no-such-file.json')).toBe(1)
    expect(told.error).toContain('no-such-file.json: cannot be read: ENOENT')
  })

  it('exits with 1 for a revision that is none', async () => {
    const told = capture()
    expect(await run('compare', 'no-such-branch')).toBe(1)
    expect(told.error).toContain('expected a revision that git knows')
  })

  it('exits with 0 for help, and lists its commands', async () => {
    const told = capture()
    expect(await run('--help')).toBe(0)
    for (const name of [
      'epoch',
      'kernels',
      'step',
      'networks',
      'agree',
      'scale',
      'memory',
      'accuracy',
      'compare',
      'counts',
      'peers',
      'readme',
    ])
      expect(told.out).toContain(`\n  ${name} `)
  })
})
