import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { FormatError, ValueError } from '../../src/core/errors'
import { crc32 } from '../../src/formats/crc32'
import { decodeNpz, decodeSafetensors, encodeNpy, encodeSafetensors, zeros } from '../../src/index'

/** An archive of one deflated member. */
function archive(name: string, bytes: Uint8Array): Uint8Array {
  const packed = deflateRawSync(bytes)
  const text = Buffer.from(name)
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt16LE(8, 4)
  shared.writeUInt32LE(crc32(bytes), 10)
  shared.writeUInt32LE(packed.length, 14)
  shared.writeUInt32LE(bytes.length, 18)
  shared.writeUInt16LE(text.length, 22)
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, text, packed])
  const entry = Buffer.concat([
    Buffer.from('PK\u0001\u0002\u0014\0'),
    shared,
    Buffer.alloc(14),
    text,
  ])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length, 16)
  return new Uint8Array(Buffer.concat([local, entry, end]))
}

const large = encodeNpy(zeros([9_000_000]))

describe('decodeNpz', () => {
  it('refuses arrays that unpack to more than 32 MB and eight times the archive, unless a limit allows them', async () => {
    const bytes = archive('x.npy', large)
    expect(bytes.length).toBeLessThan(50_000)
    await expect(decodeNpz(bytes)).rejects.toThrow(FormatError)
    await expect(decodeNpz(bytes)).rejects.toThrow(
      /with 'x' the arrays unpack to 36000128 bytes, and \d+ are allowed; give \{ limit \}/,
    )
    const { x } = await decodeNpz(bytes, { limit: 40e6 })
    expect(x.shape).toEqual([9_000_000])
    await expect(
      decodeNpz(archive('x.npy', encodeNpy(zeros([5]))), { limit: 100 }),
    ).rejects.toThrow(FormatError)
  })
})

/** A safetensors file with this header. */
function file(header: string): Uint8Array {
  const text = new TextEncoder().encode(header)
  const bytes = new Uint8Array(8 + text.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  return bytes
}

describe('safetensors', () => {
  it('names hostile headers in short messages: deep nesting, long names, long types', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    const long = 'x'.repeat(1_000_000)
    for (const header of [
      `{"a":{"dtype":${deep},"shape":[],"data_offsets":[0,0]}}`,
      `{"a":{"dtype":"F32","shape":${deep},"data_offsets":[0,0]}}`,
      `{"__metadata__":{"a":${deep}}}`,
      `{"a":{"dtype":"${long}","shape":[],"data_offsets":[0,0]}}`,
      `{"${long}":{"dtype":"F8","shape":[],"data_offsets":[0,0]}}`,
      `{"${long}":1,"${long}":1}`,
      `{"${long}":1}`,
    ]) {
      let error: unknown
      try {
        decodeSafetensors(file(header))
      } catch (thrown) {
        error = thrown
      }
      expect(error).toBeInstanceOf(FormatError)
      expect((error as Error).message.length).toBeLessThan(400)
    }
  })

  it('refuses to write a header that no reader accepts', () => {
    const metadata = { note: 'x'.repeat(100_000_001) }
    expect(() => encodeSafetensors({ tensors: {}, metadata })).toThrow(ValueError)
    expect(() => encodeSafetensors({ tensors: {}, metadata })).toThrow(/readers accept 100000000/)
  })
})
