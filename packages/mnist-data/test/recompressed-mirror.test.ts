import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { gunzip } from '../src/bytes/gunzip'
import { sha256 } from '../src/bytes/sha256'
import { download } from '../src/download/download'
import { MemorySink } from '../src/download/memory-sink'
import { DownloadError } from '../src/errors'
import { badServer, good } from './support/bad-server'
import { smallArchives, smallSpec } from './support/small-set'

const name = 'trainImages.gz'
const published = smallArchives.get(name) as Uint8Array<ArrayBuffer>
const digest = smallSpec.files.trainImages.gz as NonNullable<typeof smallSpec.files.trainImages.gz>
const raw = await gunzip(published, { limit: 1e6, label: name })
const content = await sha256(raw)

/** Downloads from a mirror that serves `bytes` in place of the published file. */
async function downloadOf(bytes: Uint8Array<ArrayBuffer>, known: { content?: string }) {
  const { mirror } = await badServer(new Map([[name, bytes]]))
  const urls = [`${mirror(good)}/${name}`]
  return await download({ name, urls, digest, bytes: 1e6, ...known }, new MemorySink())
}

describe('a mirror that does not serve the published bytes', () => {
  it('is accepted when it compressed the published content anew', async () => {
    const anew = new Uint8Array(gzipSync(raw, { level: 1 }))
    expect(anew).not.toEqual(published)
    expect(await downloadOf(anew, { content })).toEqual(anew)
  })

  it('is accepted when it serves the published content uncompressed', async () => {
    expect(await downloadOf(raw, { content })).toEqual(raw)
  })

  it('is refused when the content differs by one bit', async () => {
    const altered = raw.slice()
    altered[altered.length - 1] ^= 1
    for (const bytes of [altered, new Uint8Array(gzipSync(altered))])
      await expect(downloadOf(bytes, { content })).rejects.toThrow(DownloadError)
  })

  it('is refused when it serves a gzip file that cannot be decompressed', async () => {
    const damaged = new Uint8Array(gzipSync(raw))
    damaged[damaged.length - 5] ^= 255
    await expect(downloadOf(damaged, { content })).rejects.toThrow(DownloadError)
  })

  it('is refused when only the digest of the compressed file is published', async () => {
    await expect(downloadOf(raw, {})).rejects.toThrow(/expected md5 [0-9a-f]{32}/)
  })
})
