import { readFileSync } from 'node:fs'
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

const kilobytes = (text: string) => gzipSync(text).length / 1000

const whole = await bundle('*')
const product = await bundle('{ matmul }')

it('is below 60 kB as a whole, minified and gzipped', () => {
  expect(kilobytes(whole)).toBeLessThan(60)
})

it.each(['decodeNpy', 'decodeNpz', 'decodeSafetensors', 'DecompressionStream', 'einsum: '])(
  'leaves out of matmul what it does not use: %s',
  (text) => {
    expect(whole).toContain(text)
    expect(product).not.toContain(text)
  },
)

it('has the sizes that the README tells, give or take 1 kB', () => {
  const readme = readFileSync(`${folder}README.md`, 'utf8')
  const told = /(\d+) kB as a whole and (\d+) kB for `matmul` alone/.exec(readme)?.slice(1)
  expect(told).toHaveLength(2)
  for (const [i, text] of [whole, product].entries()) {
    expect(Math.abs(Math.ceil(kilobytes(text)) - Number(told?.[i]))).toBeLessThanOrEqual(1)
  }
})
