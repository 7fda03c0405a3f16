import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { decodeNpz as decodeHere, encodeNpz, tensor } from '../../src/index'

type Library = typeof import('../../src/index')

const source = readFileSync(new URL('../../dist/index.cjs', import.meta.url), 'utf8')

/** Loads the CommonJS build in another realm, as Jest does, with these globals beside those of the language. */
function load(globals: object): Library {
  const context = createContext({ console, process, performance, ...globals })
  const exports = {}
  const module = { exports }
  const run = runInContext(`(function (module, exports) {${source}\n})`, context)
  run(module, exports)
  return module.exports as Library
}

const node = { TextDecoder, TextEncoder, Blob, DecompressionStream, URL }

/** numpy.savez_compressed of { a: [1, 2, 3] } would be read so: members that are deflated. */
async function deflated(): Promise<Uint8Array> {
  const stored = encodeNpz({ a: tensor([1, 2, 3]) })
  const view = new DataView(stored.buffer, stored.byteOffset)
  const [size, nameLength] = [view.getUint32(22, true), view.getUint16(26, true)]
  const start = 30 + nameLength + view.getUint16(28, true)
  const packed = new Blob([stored.slice(start, start + size)])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'))
  const body = new Uint8Array(await new Response(packed).arrayBuffer())
  const shift = body.length - size
  const bytes = new Uint8Array(stored.length + shift)
  bytes.set(stored.subarray(0, start))
  bytes.set(body, start)
  bytes.set(stored.subarray(start + size), start + body.length)
  const edited = new DataView(bytes.buffer)
  const directory = start + body.length
  const end = bytes.length - 22
  for (const [method, length] of [
    [8, 18],
    [directory + 10, directory + 20],
  ]) {
    edited.setUint16(method, 8, true)
    edited.setUint32(length, body.length, true)
  }
  edited.setUint32(end + 16, directory, true)
  return bytes
}

describe('the CommonJS build in a realm of its own', () => {
  it('loads nothing by a dynamic import, which such a realm refuses', () => {
    expect(source).not.toMatch(/\bimport\(/)
  })

  it('computes with arrays and options of the realm that calls it', () => {
    const t = load(node)
    const x = t.tensor([[1, 2], new Float32Array([3, 4])], { requiresGrad: true })
    t.sum(t.square(x), { axis: [0, 1] }).backward()
    expect(JSON.stringify(x.grad)).toBe('[[2,4],[6,8]]')
    const run = t.capture((y) => t.matmul(y, y))
    for (let i = 0; i < 4; i++) expect(JSON.stringify(run(t.ones([2, 2])))).toBe('[[2,2],[2,2]]')
    expect(t.currentBackend().name).toBe('wasm')
  })

  it('reads and writes files in bytes of the realm that calls it', async () => {
    const t = load(node)
    const bytes = await deflated()
    expect((await decodeHere(bytes)).a.toArray()).toEqual([1, 2, 3])
    expect(JSON.stringify(await t.decodeNpz(bytes))).toBe('{"a":[1,2,3]}')
    expect(JSON.stringify(t.decodeNpy(t.encodeNpy(t.ones([2]))))).toBe('[1,1]')
  })

  it('says what is missing where the realm lacks DecompressionStream', async () => {
    const { DecompressionStream: _, ...others } = node
    const t = load(others)
    const error = await t.decodeNpz(await deflated()).catch((caught: Error) => caught)
    expect(error).toMatchObject({
      name: 'BackendError',
      message: expect.stringMatching(
        /^decodeNpz: 'a.npy' is compressed, which needs DecompressionStream/,
      ),
    })
  })
})
