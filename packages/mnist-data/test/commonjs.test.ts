import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createContext, Script } from 'node:vm'
import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import type * as Package from '../src/index'

const file = new URL('../dist/index.cjs', import.meta.url).pathname
const require = createRequire(file)

/**
 * The CommonJS build as Jest runs it: in a context of its own, whose code cannot import, with a `require`
 * that may fail.
 */
function loadInContext(load: (name: string) => unknown = require): typeof Package {
  const context = createContext({
    ...{ process, console, URL, TextDecoder, TextEncoder, Blob, DecompressionStream },
    ...{ ArrayBuffer, Uint8Array, setTimeout, clearTimeout, performance },
  })
  const wrapper = `(function (module, exports, require, __filename) {${readFileSync(file, 'utf8')}\n})`
  const run = new Script(wrapper, { filename: file }).runInContext(context)
  const module = { exports: {} }
  run(module, module.exports, load, file)
  return module.exports as typeof Package
}

const shape = { width: 20, height: 20 }
const data = Uint8Array.from({ length: 400 }, (_, i) => (i % 20 > 8 && i % 20 < 11 ? 255 : 0))
const png = encode({ ...shape, data, channels: 1, depth: 8 })
const jpeg = readFileSync(new URL('fixtures/pictures/upright.jpg', import.meta.url))

describe('the CommonJS build in a context that cannot import', () => {
  it('decodes pictures and makes sheets', async () => {
    const { prepareDigit, sheetPng } = loadInContext()
    const { image } = await prepareDigit(png)
    expect(image.shape).toEqual([1, 28, 28])
    expect((await sheetPng(image)).subarray(1, 4)).toEqual(Uint8Array.of(0x50, 0x4e, 0x47))
    const { steps } = await prepareDigit(jpeg)
    expect([steps[0].width, steps[0].height]).toEqual([48, 32])
  })

  it('reads pixels whose arrays are of the other realm', () => {
    const { preparePixels } = loadInContext()
    const foreign = new Script('(values) => Uint8ClampedArray.from(values)').runInContext(
      createContext(),
    )([...data])
    const { image } = preparePixels({ ...shape, data: foreign })
    expect(image.toTypedArray()).toEqual(preparePixels({ ...shape, data }).image.toTypedArray())
  })

  it('says that a decoder cannot be loaded, and not that the picture is damaged', async () => {
    const { prepareDigit, PlatformError } = loadInContext((name) => {
      if (name === 'jpeg-js') throw new Error(`Cannot find module '${name}'`)
      return require(name)
    })
    await expect(prepareDigit(jpeg)).rejects.toThrow(PlatformError)
    await expect(prepareDigit(jpeg)).rejects.toThrow(
      "picture: the decoder of JPEG files cannot be loaded here (Cannot find module 'jpeg-js')",
    )
  })
})
