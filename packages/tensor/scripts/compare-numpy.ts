/*
 * Compares every operation with NumPy on random cases, on both backends:
 * `pnpm --filter @handwritten/tensor compare:numpy [cases of each operation] [seed]`. Needs python3 with
 * NumPy. Prints what differs, and ends in exit 1 if anything does.
 */
import { execFileSync } from 'node:child_process'
import { build } from 'esbuild'
import type * as golden from '../test/support/golden'

const [count = '100', seed = '1'] = process.argv.slice(2)

/** The tests' comparison, with the package as it is in src/, which Node alone cannot import. */
async function load(): Promise<typeof golden & Pick<typeof import('../src/index'), 'setBackend'>> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './test/support/golden'; export { setBackend } from './src/index'`,
      resolveDir: `${import.meta.dirname}/..`,
    },
    bundle: true,
    format: 'esm',
    write: false,
  })
  return await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`)
}

const { difference, setBackend } = await load()
const made = execFileSync(
  process.env.PYTHON ?? 'python3',
  [`${import.meta.dirname}/numpy/cases.py`, count, seed],
  {
    encoding: 'utf8',
    maxBuffer: 2 ** 31,
  },
)
const { cases } = JSON.parse(made) as { cases: golden.GoldenCase[] }

let differing = 0
for (const backend of ['reference', 'wasm'] as const) {
  setBackend(backend)
  for (const one of cases) {
    let found: string | null
    try {
      found = difference(one, 'float64')
    } catch (error) {
      found = `${error} where NumPy has a result`
    }
    if (found === null) continue
    differing++
    console.log(`${backend} ${one.op}: ${found}\n  ${JSON.stringify(one).slice(0, 600)}`)
  }
}
console.log(`${cases.length} cases on each backend, ${differing} differ from NumPy`)
process.exitCode = differing === 0 ? 0 : 1
