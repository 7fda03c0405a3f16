import { describe, expect, it } from 'vitest'
import { Child } from '../../src/peers/child.ts'

function node(source: string, environment = {}): Child {
  return new Child('peer', { program: process.execPath, args: ['-e', source], environment })
}

const ECHO = `
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const request = JSON.parse(line)
    if (request.fail) console.log(JSON.stringify({ error: 'ValueError: ' + request.fail }))
    else console.log(JSON.stringify({ ...request, variable: process.env.BENCH_TEST }))
  })`

describe('Child', () => {
  it('answers request after request, with its own environment', async () => {
    const child = node(ECHO, { BENCH_TEST: 'set' })
    expect(await child.ask({ steps: 1 })).toEqual({ steps: 1, variable: 'set' })
    expect(await child.ask({ steps: 2 })).toEqual({ steps: 2, variable: 'set' })
    await child.close()
    await child.close()
  })

  it('throws what the peer refuses, and goes on', async () => {
    const child = node(ECHO)
    await expect(child.ask({ fail: 'no such folder' })).rejects.toMatchObject({
      name: 'BenchError',
      code: 'peer',
      message: 'peer: ValueError: no such folder',
    })
    expect(await child.ask({ steps: 3 })).toEqual({ steps: 3 })
    await child.close()
  })

  it('tells the last words of a peer that died', async () => {
    const child = node('console.error("first\\nModuleNotFoundError: numpy"); process.exit(1)')
    await expect(child.ask({})).rejects.toThrow(
      'peer: ended without an answer: ModuleNotFoundError: numpy',
    )
    await child.close()
  })

  it('throws when the program is not there', async () => {
    const child = new Child('peer', { program: '/no/such/program', args: [], environment: {} })
    await expect(child.ask({})).rejects.toThrow('ENOENT')
    await child.close()
  })

  it('throws when the answer is not JSON', async () => {
    const child = node('process.stdin.on("data", () => console.log("hello"))')
    await expect(child.ask({})).rejects.toThrow('peer: expected a line of JSON, found hello')
    await child.close()
  })
})
