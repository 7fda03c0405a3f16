import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** What a web page loads that takes `names` from the built package, minified. */
async function bundle(names: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export ${names} from './dist/index.js'`, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  return outputFiles[0].text
}

const whole = await bundle('*')
const product = await bundle('{ matmul }')

it('is at most 75 kB as a whole, minified and gzipped', () => {
  expect(gzipSync(whole).length).toBeLessThanOrEqual(75_000)
})

it.each(['decodeNpy', 'decodeNpz', 'decodeSafetensors', 'DecompressionStream', 'einsum: '])(
  'leaves out of matmul what it does not use: %s',
  (text) => {
    expect(whole).toContain(text)
    expect(product).not.toContain(text)
  },
)
