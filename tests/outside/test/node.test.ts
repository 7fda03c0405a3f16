import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { run } from './support/run'

const project = join(inject('projects'), 'together')

it('trains and predicts alike from ES modules and CommonJS, on one thread and two, and ends', async () => {
  const alone = JSON.parse(await run(project, ['train.mjs', '1']))
  expect(alone.figures.backend).toBe('wasm')
  expect(alone.figures.accuracy).toBeGreaterThan(0.95)
  expect(alone.threads).toEqual({ threads: 1, notice: null, wide: false })
  for (const program of ['train.mjs', 'train.cjs']) {
    const { threads, figures } = JSON.parse(await run(project, [program, '2']))
    expect(threads).toEqual({ threads: 2, notice: null, wide: false })
    expect(figures).toEqual(alone.figures)
  }
})

it('a thread that dies is an error that names it, within seconds, and the process ends', async () => {
  const lost = JSON.parse(await run(project, ['lose-thread-in-node.mjs']))
  expect(lost).toMatchObject({
    named: true,
    code: 'BACKEND',
    message: expect.stringMatching(/thread \d failed: .*; start new threads/),
  })
  expect(lost.seconds).toBeLessThan(5)
})
