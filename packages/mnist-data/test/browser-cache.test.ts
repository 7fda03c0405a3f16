import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Store } from '../src/cache/browser-cache'
import { type CacheError, DownloadError } from '../src/errors'
import { loadSpec } from '../src/load/load-dataset'
import * as server from './support/bad-server'
import { smallArchives, smallSpec } from './support/small-set'

/** A browser's Cache storage as far as it is used, in memory. */
class FakeStore implements Store {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>()

  async match(address: string): Promise<Response | undefined> {
    const bytes = this.files.get(address)
    return bytes && new Response(bytes)
  }

  async put(address: string, response: Response): Promise<void> {
    this.files.set(address, new Uint8Array(await response.arrayBuffer()))
  }

  async delete(address: string): Promise<boolean> {
    return this.files.delete(address)
  }

  /** The names of what it holds in the folder of the small set. */
  get names(): string[] {
    return [...this.files.keys()].map((address) => address.replace(/^.*\/small\//, '')).sort()
  }
}

const names = [...smallArchives.keys()].sort()
const addressOf = (name: string): string => `https://handwritten.invalid/small/${name}`
const whole = smallArchives.get('trainImages.gz') as Uint8Array<ArrayBuffer>

describe("a browser's Cache storage", () => {
  const stores = new Map<string, FakeStore>()
  const store = (name = 'handwritten'): FakeStore => stores.get(name) as FakeStore

  beforeEach(() => {
    stores.clear()
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)
    vi.stubGlobal('caches', {
      open: async (name: string) => {
        if (!stores.has(name)) stores.set(name, new FakeStore())
        return stores.get(name)
      },
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  async function setUp(behaviour: server.Behaviour) {
    const { mirror, requests } = await server.badServer(smallArchives)
    return { mirrors: [mirror(behaviour)], requests, timeout: server.patienceWith(behaviour) }
  }

  it('is filled once and then answers without the network', async () => {
    const { requests, ...options } = await setUp(server.good)
    await loadSpec(smallSpec, options)
    expect(store().names).toEqual(names)
    expect(store().files.get(addressOf('trainImages.gz'))).toEqual(whole)
    expect((await loadSpec(smallSpec, { ...options, download: false })).train.length).toBe(40)
    expect(requests.length).toBe(4)
  })

  it('is the one that is named, or none', async () => {
    const { requests, ...options } = await setUp(server.good)
    await loadSpec(smallSpec, { ...options, cacheDir: 'mine' })
    expect([...stores.keys()]).toEqual(['mine'])
    await loadSpec(smallSpec, { ...options, cacheDir: false })
    expect([...stores.keys()]).toEqual(['mine'])
    expect(requests.length).toBe(8)
  })

  it('never holds a bad file, and one that is found there is fetched again', async () => {
    for (const behaviour of [server.alters, server.disguisedPage, server.endsEarly]) {
      const { requests: _, ...options } = await setUp(behaviour)
      await expect(loadSpec(smallSpec, options)).rejects.toThrow(DownloadError)
      expect(store().names).toEqual([])
    }
    const { requests, ...options } = await setUp(server.good)
    await loadSpec(smallSpec, options)
    store().files.set(addressOf('trainImages.gz'), whole.with(99, 1))
    await loadSpec(smallSpec, options)
    expect(requests.length).toBe(5)
    expect(store().files.get(addressOf('trainImages.gz'))).toEqual(whole)
  })

  it('keeps the beginning of a file that broke off, and goes on from there', async () => {
    const { requests: _, ...broken } = await setUp(server.breaksOffForGood)
    await expect(loadSpec(smallSpec, broken)).rejects.toThrow(/truncated/)
    expect(store().names).toEqual(['trainImages.gz.part'])
    const { requests, ...options } = await setUp(server.good)
    await loadSpec(smallSpec, options)
    expect(requests[0].range).toBe(`bytes=${whole.length >> 1}-`)
    expect(store().names).toEqual(names)
  })

  it('costs the cache alone when there is no room, with one warning of what to do', async () => {
    const { requests: _, ...options } = await setUp(server.good)
    const full = Object.assign(new Error('Quota exceeded.'), { name: 'QuotaExceededError' })
    vi.spyOn(FakeStore.prototype, 'put').mockRejectedValue(full)
    const warnings: CacheError[] = []
    const onWarning = (warning: CacheError) => warnings.push(warning)
    expect((await loadSpec(smallSpec, { ...options, onWarning })).train.length).toBe(40)
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^cache handwritten: small\/trainImages\.gz cannot be written \(Quota exceeded\.\); make room/,
      ),
    ])
  })

  it('is done without where the page may not store anything', async () => {
    const { requests: _, ...options } = await setUp(server.good)
    vi.stubGlobal('caches', { open: () => Promise.reject(new Error('denied')) })
    expect((await loadSpec(smallSpec, options)).train.length).toBe(40)
  })
})
