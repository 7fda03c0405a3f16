import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gunzip, isGzip } from '../src/bytes/gunzip'
import { GzipError } from '../src/errors'

const gzip = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(bytes))

describe('gunzip', () => {
  it('gives back what gzip was given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
        expect(await gunzip(gzip(bytes))).toEqual(bytes)
      }),
      { numRuns: 40 },
    )
  })

  it('takes exactly the limit and refuses one byte more', async () => {
    const packed = gzip(new Uint8Array(100_000))
    expect((await gunzip(packed, { limit: 100_000 })).length).toBe(100_000)
    const refused = gunzip(packed, { limit: 99_999, label: 'a.gz' })
    await expect(refused).rejects.toThrow(GzipError)
    await expect(refused).rejects.toThrow(/^a\.gz: .* 99999 bytes allowed/)
  })

  it('stops a bomb long before it has filled memory', async () => {
    const bomb = gzip(new Uint8Array(256 * 2 ** 20))
    const before = process.memoryUsage().arrayBuffers
    await expect(gunzip(bomb, { limit: 1000 })).rejects.toThrow(GzipError)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 2 ** 20)
  })

  const packed = gzip(new TextEncoder().encode('handwritten '.repeat(50)))
  const flipped = (at: number): Uint8Array<ArrayBuffer> => {
    const copy = packed.slice()
    copy[at] ^= 1
    return copy
  }
  const bad: [string, Uint8Array<ArrayBuffer>][] = [
    ['nothing', new Uint8Array(0)],
    ['only a header', packed.slice(0, 10)],
    ['a file cut in the middle', packed.slice(0, packed.length - 12)],
    ['a file without its last byte', packed.slice(0, -1)],
    ['a wrong CRC', flipped(packed.length - 5)],
    ['a wrong length', flipped(packed.length - 1)],
    ['bytes behind the end', new Uint8Array([...packed, 1, 2, 3])],
    ['other bytes', new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])],
  ]
  for (const [what, bytes] of bad) {
    it(`refuses ${what} and gives a reason`, async () => {
      await expect(gunzip(bytes)).rejects.toThrow(GzipError)
      await expect(gunzip(bytes)).rejects.toThrow(/not a whole gzip file \(.+\)/)
    })
  }

  it('knows a gzip file by its first two bytes', () => {
    expect(isGzip(packed)).toBe(true)
    expect(isGzip(new Uint8Array([0, 0, 8, 3]))).toBe(false)
    expect(isGzip(new Uint8Array([0x1f]))).toBe(false)
  })
})
