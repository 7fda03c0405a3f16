import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { md5 } from '../src/bytes/md5'
import { sha256 } from '../src/bytes/sha256'

const ascii = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

describe('md5', () => {
  it('gives the test suite of RFC 1321', () => {
    const suite = {
      '': 'd41d8cd98f00b204e9800998ecf8427e',
      a: '0cc175b9c0f1b6a831c399e269772661',
      abc: '900150983cd24fb0d6963f7d28e17f72',
      'message digest': 'f96b697d7cb7938d525a2f31aaf161d0',
      abcdefghijklmnopqrstuvwxyz: 'c3fcd3d76192e4007dfb496cca67e13b',
    }
    for (const [text, digest] of Object.entries(suite)) expect(md5(ascii(text))).toBe(digest)
  })

  it('agrees with another implementation at every length around the blocks', () => {
    const lengths = fc.integer({ min: 0, max: 260 })
    fc.assert(
      fc.property(lengths, fc.infiniteStream(fc.nat(255)), fc.nat(9), (length, stream, lead) => {
        const memory = Uint8Array.from(stream.take(length + lead)).subarray(lead)
        expect(md5(memory)).toBe(createHash('md5').update(memory).digest('hex'))
      }),
    )
  })
})

describe('sha256', () => {
  it('gives the example of FIPS 180', async () => {
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect(await sha256(ascii('abc'))).toBe(digest)
  })
})
