/*
 * Compares every operation with NumPy on random cases, on both backends, and how arrays are printed:
 * `pnpm --filter @handwritten/tensor compare:numpy [cases of each operation] [seed]`. Needs NumPy in
 * python3, or in what PYTHON names. Prints what differs, and ends in exit 1 if anything does.
 */
import { execFileSync } from 'node:child_process'
import { build } from 'esbuild'
import type * as library from '../src/index'
import type * as golden from '../test/support/golden'

const [count = '100', seed = '1'] = process.argv.slice(2)

/** The tests' comparison, with the package as it is in src/, which Node alone cannot import. */
async function load(): Promise<typeof golden & typeof library> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './test/support/golden'; export { setBackend, tensor } from './src/index'`,
      resolveDir: `${import.meta.dirname}/..`,
    },
    bundle: true,
    format: 'esm',
    write: false,
  })
  return await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`)
}

const { difference, setBackend, tensor } = await load()

/** What a program beside this writes. */
function drawn<Case>(script: string, count: number): Case[] {
  const args = [`${import.meta.dirname}/numpy/${script}`, String(count), seed]
  const options = { encoding: 'utf8', maxBuffer: 2 ** 31 } as const
  return JSON.parse(execFileSync(process.env.PYTHON ?? 'python3', args, options)).cases
}

const cases = drawn<golden.GoldenCase>('cases.py', Number(count))
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

interface Printed {
  dtype: library.DType
  shape: number[]
  data: (number | boolean | string)[]
  text: string
}

const prints = drawn<Printed>('prints.py', 10 * Number(count))
for (const { dtype, shape, data, text } of prints) {
  const found = String(tensor(data.map(Number), { dtype, shape }))
  const expected = `tensor(${text}, dtype=${dtype}, shape=[${shape.join(', ')}])`
  if (found === expected) continue
  differing++
  console.log(`printed ${found}\nfor ${expected}`)
}
console.log(
  `${cases.length} cases on each backend and ${prints.length} printed arrays, ${differing} differ from NumPy`,
)
process.exitCode = differing === 0 ? 0 : 1
