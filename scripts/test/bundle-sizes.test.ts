import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { packages } from '../packages.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Kilobytes that a web page loads which takes `names` from a built package, minified and gzipped. */
async function kilobytes(folder: string, names: string): Promise<number> {
  const external = folder.endsWith('tensor') ? [] : ['@handwritten/tensor', 'koffi']
  const { outputFiles } = await build({
    stdin: { contents: `export ${names} from './dist/index.js'`, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    external,
  })
  return gzipSync(outputFiles[0].contents).length / 1000
}

const told = /Minified and gzipped, (\d+) kB as a whole and (\d+) kB for `([\w, ]+)` alone/

describe.each(packages(root))('the package %s', (name) => {
  const folder = `${root}packages/${name}`
  const readme = readFileSync(`${folder}/README.md`, 'utf8')
  const [, whole, part, names] = told.exec(readme) ?? []

  it('takes no more than its README tells, and hardly less', async () => {
    for (const [size, taken] of [
      [whole, '*'],
      [part, `{ ${names} }`],
    ]) {
      const found = await kilobytes(folder, taken)
      expect(found, `${taken} of ${name}`).toBeLessThanOrEqual(Number(size))
      expect(found, `${taken} of ${name}`).toBeGreaterThan(Number(size) - 1.5)
    }
  })
})
