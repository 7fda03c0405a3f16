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

/** Bytes that everything may take, and what features added to that later. */
const bound = {
  everything: 75_000,
  'convolution and pooling': 5_000,
  'checks of arguments': 4_000,
  'the measured shape of products': 1_000,
}

it('is at most 75 kB as a whole, and 10 kB more for what was added later, minified and gzipped', () => {
  const most = Object.values(bound).reduce((sum, bytes) => sum + bytes)
  expect(gzipSync(whole).length).toBeLessThanOrEqual(most)
})

it('is at most 30 kB for matmul alone, minified and gzipped', () => {
  expect(gzipSync(product).length).toBeLessThanOrEqual(30_000)
})

it.each(['cross-entropy', 'optimizers', 'csr-matmul', 'convolution'])(
  'leaves the kernels of %s out of matmul',
  (family) => {
    const name = new RegExp(`name: ?"${family}"`)
    expect(whole).toMatch(name)
    expect(product).not.toMatch(name)
  },
)

it.each(['decodeNpy', 'decodeNpz', 'decodeSafetensors', 'DecompressionStream', 'einsum: '])(
  'leaves out of matmul what it does not use: %s',
  (text) => {
    expect(whole).toContain(text)
    expect(product).not.toContain(text)
  },
)

it('errors keep their names and codes where classes are renamed', async () => {
  const library = await import(
    `data:text/javascript;base64,${Buffer.from(whole).toString('base64')}`
  )
  const errors = Object.entries<new (message: string) => Error & { code: string }>(library).filter(
    ([name]) => name.endsWith('Error') && name !== 'TensorError',
  )
  expect(errors).toHaveLength(9)
  for (const [name, Class] of errors) {
    const error = new Class('why')
    expect([error.name, String(error)]).toEqual([name, `${name}: why`])
    expect(name.toUpperCase()).toContain(error.code)
  }
  expect(() => library.sum(1)).toThrow(expect.objectContaining({ name: 'ValueError' }))
})
