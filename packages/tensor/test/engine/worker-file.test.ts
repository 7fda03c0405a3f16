import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { capture, full, matmul, useThreads } from '../../src/index'

const file = new URL('../../dist/worker.js', import.meta.url)

afterAll(() => useThreads({ threads: 1 }))

describe('threads from the file @handwritten/tensor/worker', () => {
  it.each([
    ['a URL', file],
    ['the text of a URL', file.href],
    ['a path', file.pathname],
  ])('start by %s and compute', async (_, workerUrl) => {
    expect(await useThreads({ threads: 2, cores: 2, workerUrl })).toEqual({
      threads: 2,
      notice: null,
      wide: false,
    })
    const square = capture((x) => matmul(x, x))
    for (let i = 0; i < 4; i++) {
      expect(
        square(full([64, 64], 0.5))
          .toTypedArray()
          .every((value) => value === 16),
      ).toBe(true)
    }
  })

  it('that does not exist is a BackendError', async () => {
    const missing = pathToFileURL('/does/not/exist.js')
    await expect(useThreads({ threads: 2, cores: 2, workerUrl: missing })).rejects.toMatchObject({
      name: 'BackendError',
      message: expect.stringMatching(/^threads: thread 1 did not start: .*exist\.js/),
    })
  })
})
