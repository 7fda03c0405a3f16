import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DownloadError, PlatformError } from '../src/errors'
import { loadMnist, loadSpec } from '../src/load/load-dataset'
import * as server from './support/bad-server'
import { smallArchives, smallFiles, smallSpec } from './support/small-set'

describe('where there is no Node, as in a browser', () => {
  beforeEach(() => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('a set is fetched into memory, through mirrors that fail and bodies that break off', async () => {
    const { mirror, requests } = await server.badServer(smallArchives)
    const mirrors = [mirror(server.loginPage), mirror(server.breaksOffOnce)]
    const { train, test } = await loadSpec(smallSpec, { mirrors })
    expect([train.length, test.length]).toEqual([40, 20])
    await loadSpec(smallSpec, { mirrors })
    expect(requests.length).toBe(2 * 4 * 3)
  })

  it('bytes are read', async () => {
    expect((await loadSpec(smallSpec, { files: smallFiles })).train.length).toBe(40)
  })

  it('a folder cannot be, and the error says what can', async () => {
    const load = loadMnist({ dir: '/data' })
    await expect(load).rejects.toThrow(PlatformError)
    await expect(load).rejects.toThrow(/folder \/data needs Node's node:fs.*give the bytes/)
  })

  it('MNIST itself comes from the mirrors', async () => {
    const load = loadMnist({ mirrors: ['http://127.0.0.1:9/'] })
    await expect(load).rejects.toThrow(DownloadError)
    await expect(load).rejects.toThrow(/^train-images-idx3-ubyte\.gz: could not be downloaded/)
  })
})
