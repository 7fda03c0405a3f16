import { describe, expect, it } from 'vitest'
import { type DownloadOptions, download } from '../src/download/download'
import { MemorySink } from '../src/download/memory-sink'
import type { DownloadProgress } from '../src/download/progress'
import { DownloadError, type DownloadFailure } from '../src/errors'
import * as server from './support/bad-server'
import { smallArchives, smallSpec } from './support/small-set'

const name = 'trainImages.gz'
const whole = smallArchives.get(name) as Uint8Array<ArrayBuffer>
const digest = smallSpec.files.trainImages.gz as NonNullable<typeof smallSpec.files.trainImages.gz>

async function fetchFrom(
  behaviours: readonly server.Behaviour[],
  options: DownloadOptions = {},
  sink = new MemorySink(),
) {
  const { mirror, requests } = await server.badServer(smallArchives)
  const urls = behaviours.map((behaviour) => `${mirror(behaviour)}/${name}`)
  const file = { name, urls, digest, bytes: whole.length + 1000 }
  const bytes = download(file, sink, { timeout: server.patienceWith(...behaviours), ...options })
  return { bytes, requests }
}

async function failuresOf(...behaviours: server.Behaviour[]): Promise<DownloadError> {
  const { bytes } = await fetchFrom(behaviours)
  const error: unknown = await bytes.catch((reason: unknown) => reason)
  if (!(error instanceof DownloadError)) throw error
  return error
}

describe('download', () => {
  it('gives the file, with or without a length', async () => {
    expect(await (await fetchFrom([server.good])).bytes).toEqual(whole)
    expect(await (await fetchFrom([server.withoutLength])).bytes).toEqual(whole)
  })

  const cases: [string, server.Behaviour, DownloadFailure[], RegExp][] = [
    ['an error status', server.notFound, ['status'], /expected status 200 or 206, found 404/],
    ['a login page', server.loginPage, ['web-page'], /web page with the title "Log in to Wifi"/],
    ['an endless page', server.endlessPage, ['web-page'], /web page with the title "Portal"/],
    ['a page that is labelled a file', server.disguisedPage, ['web-page'], /found a web page/],
    [
      'a body that breaks off',
      server.breaksOff,
      ['truncated', 'truncated'],
      new RegExp(`ended after ${whole.length >> 1} of ${whole.length} bytes`),
    ],
    [
      'a body that ends early',
      server.endsEarly,
      ['digest'],
      /expected md5 .* found .* in \d+ bytes/,
    ],
    ['an endless body', server.endless, ['too-long'], /at most \d+ bytes, found more/],
    ['a server that never answers', server.hangs, ['timeout'], /silent for 1000 ms after 0 bytes/],
    [
      'a server that falls silent',
      server.hangsHalfway,
      ['timeout', 'timeout'],
      /silent for 1000 ms after \d+ of \d+ bytes/,
    ],
    ['a redirect to itself', server.redirectsForever, ['redirects'], /redirect count exceeded/],
    ['an altered file', server.alters, ['digest'], /expected md5 [0-9a-f]{32}, found [0-9a-f]{32}/],
  ]
  for (const [what, behaviour, failures, message] of cases) {
    it(`names ${what}`, async () => {
      const error = await failuresOf(behaviour)
      expect(error.attempts.map(({ failure }) => failure)).toEqual(failures)
      expect(error.message).toMatch(message)
      expect(error.message).toMatch(/^trainImages\.gz: could not be downloaded; tried:\n {2}http:/)
      expect(error.message).toMatch(/give their folder as `dir`$/)
    })
  }

  it('keeps nothing of a body that is too long', async () => {
    const sink = new MemorySink()
    const { bytes } = await fetchFrom([server.endless], {}, sink)
    await expect(bytes).rejects.toThrow(DownloadError)
    expect(sink.length).toBe(0)
  })

  it('names a server that is not there', async () => {
    const file = { name, urls: ['http://127.0.0.1:9/'], digest, bytes: 10 }
    await expect(download(file, new MemorySink())).rejects.toMatchObject({
      code: 'DOWNLOAD',
      attempts: [{ failure: 'network', url: 'http://127.0.0.1:9/' }],
    })
  })

  it('tells every attempt at every mirror, in order', async () => {
    const error = await failuresOf(server.notFound, server.alters, server.loginPage)
    expect(error.attempts.map(({ failure }) => failure)).toEqual(['status', 'digest', 'web-page'])
    for (const { url } of error.attempts) expect(error.message).toContain(`${url}: `)
    expect(error.attempts.every(({ detail }) => error.message.includes(detail))).toBe(true)
  })

  it('goes to the next mirror after each kind of failure', async () => {
    const behaviours = cases.map(([, behaviour]) => behaviour)
    const { bytes } = await fetchFrom([...behaviours, server.good])
    expect(await bytes).toEqual(whole)
  })

  it('goes on behind what has arrived when a body breaks off', async () => {
    const { bytes, requests } = await fetchFrom([server.breaksOffOnce])
    expect(await bytes).toEqual(whole)
    expect(requests.map(({ range }) => range)).toEqual([undefined, `bytes=${whole.length >> 1}-`])
  })

  it('begins anew where a server knows no ranges or sends another part', async () => {
    const { bytes } = await fetchFrom([server.breaksOff, server.withoutRanges])
    expect(await bytes).toEqual(whole)
    expect(await (await fetchFrom([server.wrongRange, server.good])).bytes).toEqual(whole)
  })

  it('goes on behind a beginning from an earlier run, also when nothing is missing', async () => {
    for (const length of [1, 1000, whole.length]) {
      const sink = new MemorySink()
      await sink.append(whole.subarray(0, length))
      const { bytes, requests } = await fetchFrom([server.good], {}, sink)
      expect(await bytes).toEqual(whole)
      expect(requests.map(({ range }) => range)).toEqual([`bytes=${length}-`])
    }
  })

  it('throws away a beginning that was of another file', async () => {
    for (const length of [500, whole.length, whole.length + 3]) {
      const sink = new MemorySink()
      await sink.append(new Uint8Array(length))
      const { bytes } = await fetchFrom([server.good], {}, sink)
      expect(await bytes).toEqual(whole)
    }
  })

  it('reports how far it is, how fast, and how long it will take', async () => {
    const reports: DownloadProgress[] = []
    const { bytes } = await fetchFrom([server.breaksOffOnce], {
      onProgress: (progress) => reports.push(progress),
    })
    await bytes
    const last = reports.at(-1) as DownloadProgress
    expect(last).toMatchObject({ file: name, received: whole.length, total: whole.length })
    expect(last.secondsLeft).toBe(0)
    expect(last.bytesPerSecond).toBeGreaterThan(0)
    expect(last.url).toMatch(/trainImages\.gz$/)
    expect(reports.map(({ received }) => received)).toEqual(
      reports.map(({ received }) => received).sort((a, b) => a - b),
    )
  })

  it('stops at once when it is given up, with the reason of the signal', async () => {
    const given = new AbortController()
    const { bytes, requests } = await fetchFrom([server.hangsHalfway, server.good], {
      signal: given.signal,
      timeout: 60_000,
      onProgress: () => given.abort(new Error('changed my mind')),
    })
    await expect(bytes).rejects.toThrow('changed my mind')
    expect(requests.length).toBe(1)
    const before = await fetchFrom([server.good], { signal: AbortSignal.abort(new Error('no')) })
    await expect(before.bytes).rejects.toThrow('no')
    expect(before.requests.length).toBe(0)
  })
})
